package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.etcdrecovery.core.snapshot.ClusterRecords;
import org.etcdrecovery.core.snapshot.FindingLog;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.LeaseBucket;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.SmallBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * Reads {@link SnapshotContents}. A damaged page or record of the keyspace ends the reading. A record of a small bucket
 * that cannot be decoded is left out and reported, because a file with one can still be restored.
 */
final class ContentsReader {
    /** etcd has ten. */
    private static final int MAX_BUCKETS = 1000;

    private final ByteSource source;
    private final Progress progress;
    private final ClusterRecords cluster = new ClusterRecords();
    private final List<LeaseRecord> leases = new ArrayList<>();
    private final List<BucketSize> buckets = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final KeyHistory history;
    private final LeaseBucket leaseBucket;
    private final Optional<BitSet> knownNewest;
    private boolean hasKeyBucket;
    private long bucketsSeen;

    private ContentsReader(ByteSource source, Optional<BitSet> knownNewest, Progress progress) {
        this.source = source;
        this.knownNewest = knownNewest;
        this.progress = KeyBucket.listing(progress);
        this.history = KeyHistory.findingNewest(KeyBucket.refusing(source));
        this.leaseBucket = new LeaseBucket(KeyBucket.refusing(source), leases::add);
    }

    static SnapshotContents read(ByteSource source, Progress progress) throws IOException {
        return new ContentsReader(source, Optional.empty(), progress).read();
    }

    static SnapshotContents read(SnapshotFile file, NewestRecords known, Progress progress) throws IOException {
        Optional<BitSet> newest = Optional.of(known).filter(records -> records.areOf(file)).map(NewestRecords::records);
        return new ContentsReader(file.source(), newest, progress).read();
    }

    private SnapshotContents read() throws IOException {
        BoltFile.open(source).walk(this::bucket, progress);
        if (!hasKeyBucket) {
            throw KeyBucket.missing(source);
        }
        if (bucketsSeen > buckets.size()) {
            unreadable.add("The file holds " + bucketsSeen + " buckets; the first " + buckets.size() + " are shown.");
        }
        FindingLog log = new FindingLog(finding -> {
            if (finding.severity() != Severity.NOTE) {
                unreadable.add(finding.summary() + ".");
            }
        });
        cluster.checkRecords(leaseBucket, history.lastRevision().main(), log);
        return new SnapshotContents(members(log), cluster.removedMembers(log), leases(),
                AuthReader.contents(bucketOf(BucketName.AUTH), bucketOf(BucketName.AUTH_USERS),
                        bucketOf(BucketName.AUTH_ROLES)),
                cluster.alarms(log).stream().filter(alarm -> alarm.kind() != Alarm.Kind.UNREADABLE).toList(),
                new MetaReader(bucketOf(BucketName.META), bucketOf(BucketName.CLUSTER), unreadable::add).read(),
                buckets, unreadable);
    }

    private LeafVisitor bucket(Bucket bucket) {
        LeafVisitor visitor = switch (bucket.name()) {
            case BucketName.KEY -> {
                hasKeyBucket = true;
                yield knownNewest.isPresent() ? LeafVisitor.none() : history;
            }
            case BucketName.LEASE -> leaseBucket;
            default -> cluster.bucket(bucket.name()).<LeafVisitor>map(known -> known).orElse(LeafVisitor.none());
        };
        return new Measured(GoQuote.escape(bucket.nameBytes()), visitor);
    }

    /** A small bucket; empty until the walk has visited it. */
    private SmallBucket bucketOf(String name) {
        return cluster.bucket(name).orElseThrow();
    }

    private List<KnownMember> members(FindingLog log) {
        Map<byte[], byte[]> removed = bucketOf(BucketName.MEMBERS_REMOVED).records();
        return cluster.members(log)
                .stream()
                .map(member -> new KnownMember(member,
                        removed.containsKey(member.id().toString().getBytes(US_ASCII))))
                .toList();
    }

    private List<Lease> leases() throws IOException {
        Map<Long, Long> keys = new HashMap<>();
        leases.forEach(lease -> keys.put(lease.getId(), 0L));
        if (!keys.isEmpty()) {
            KeyScan scan = new KeyScan(knownNewest.orElseGet(history::newest),
                    (buffer, keyValue) -> keys.computeIfPresent(keyValue.lease(), (id, count) -> count + 1));
            KeyBucket.open(source).walk(scan, progress);
        }
        return leases.stream()
                .map(lease -> new Lease(new LeaseId(lease.getId()), lease.getTtl(), remaining(lease),
                        keys.getOrDefault(lease.getId(), 0L)))
                .toList();
    }

    private static OptionalLong remaining(LeaseRecord lease) {
        return lease.getRemainingTtl() > 0 ? OptionalLong.of(lease.getRemainingTtl()) : OptionalLong.empty();
    }

    /** Measures a bucket while its own visitor reads it. */
    private final class Measured implements LeafVisitor {
        private final String name;
        private final LeafVisitor visitor;
        private long records;
        private long keyBytes;
        private long valueBytes;

        Measured(String name, LeafVisitor visitor) {
            this.name = name;
            this.visitor = visitor;
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            records += leaf.count();
            for (int i = 0; i < leaf.count(); i++) {
                keyBytes += leaf.keyLength(i);
                valueBytes += leaf.valueLength(i);
            }
            visitor.leaf(leaf);
        }

        @Override
        public void end() throws IOException {
            visitor.end();
            bucketsSeen++;
            if (buckets.size() < MAX_BUCKETS) {
                buckets.add(new BucketSize(name, records, keyBytes, valueBytes));
            }
        }
    }
}
