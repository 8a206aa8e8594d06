package org.etcdrecovery.core.rescue.replay;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.etcdrecovery.core.snapshot.Compaction;

/**
 * The database that entries are applied to.
 *
 * @param file         the database; empty if the keyspace is made from the log alone
 * @param rules        those of the release that wrote it
 * @param buckets      its small buckets
 * @param living       the keys that exist, of those that entries ask about
 * @param leases       the leases, with the keys that entries ask about
 * @param checkpointed the records of the leases whose remaining time entries report
 * @param compaction   how far it is compacted
 * @param last         the revision of the last record; 0 without records
 * @param inUse        the size of its pages that are in use, in bytes
 */
record Base(Optional<BoltFile> file, ApplyRules rules, Buckets buckets, NavigableMap<Key, KeyState> living,
        Leases leases, Map<Long, LeaseRecord> checkpointed, Compaction compaction,
        long last, long inUse) {

    /** What a server makes of no database. */
    static Base empty(ApplyRules rules) {
        Buckets buckets = new Buckets();
        buckets.putNumber(BucketName.AUTH, "authRevision", 1);
        return new Base(Optional.empty(), rules, buckets, new TreeMap<>(),
                new Leases.Stored().leases(), new HashMap<>(), new Compaction(Compaction.NONE, Compaction.NONE), 0, 0);
    }

    /**
     * The state of a server that has started from this database. It takes over the keys and buckets.
     *
     * @param members the members of its cluster
     */
    ReplayState start(List<Member> members) {
        long revision = Math.max(Math.max(last, 1), compaction.finished());
        if (rules.countsScheduledCompaction()) {
            revision = Math.max(revision, compaction.scheduled());
        }
        long compacted = compaction.scheduled() <= revision
                ? Math.max(compaction.scheduled(), compaction.finished())
                : compaction.finished();
        return new ReplayState(rules, buckets, new KeyStore(living, leases, revision, compacted), leases, checkpointed,
                members);
    }
}
