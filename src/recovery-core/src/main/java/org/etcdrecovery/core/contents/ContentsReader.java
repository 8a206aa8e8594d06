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
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.contents.SnapshotContents.BucketSize;
import org.etcdrecovery.core.contents.SnapshotContents.KnownMember;
import org.etcdrecovery.core.contents.SnapshotContents.Lease;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.MemberId;
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
import org.jspecify.annotations.Nullable;

/** Reads {@link SnapshotContents}. What cannot be read or decoded is left out and reported. */
final class ContentsReader {
    /** etcd has ten. */
    private static final int MAX_BUCKETS = 1000;

    private final ReadableFile file;
    private final boolean withKeys;
    private final ClusterRecords cluster = new ClusterRecords();
    private final List<LeaseRecord> leases = new ArrayList<>();
    private final List<BucketSize> buckets = new ArrayList<>();
    private final KeyHistory history;
    private final LeaseBucket leaseBucket;
    private final Optional<BitSet> knownNewest;
    private boolean hasKeyBucket;
    private long bucketsSeen;

    private ContentsReader(ReadableFile file, boolean withKeys, Optional<BitSet> knownNewest) {
        this.file = file;
        this.withKeys = withKeys;
        this.knownNewest = knownNewest;
        this.history = KeyHistory.findingNewest(file.records(BucketName.KEY));
        this.leaseBucket = new LeaseBucket(file.records(BucketName.LEASE), leases::add);
    }

    static SnapshotContents read(SnapshotFile file, boolean withKeys, Progress progress) throws IOException {
        return new ContentsReader(ReadableFile.open(file, progress), withKeys, Optional.empty()).read();
    }

    static SnapshotContents read(SnapshotFile file, NewestRecords known, Progress progress) throws IOException {
        Optional<BitSet> newest = Optional.of(known).filter(records -> records.areOf(file)).map(NewestRecords::records);
        return new ContentsReader(ReadableFile.open(file, progress), true, newest).read();
    }

    private SnapshotContents read() throws IOException {
        file.walk(this::bucket);
        if (!hasKeyBucket && file.unreadable().isEmpty()) {
            throw KeyBucket.missing(file.source());
        }
        if (bucketsSeen > buckets.size()) {
            file.add("The file holds " + bucketsSeen + " buckets; the first " + buckets.size() + " are shown.");
        }
        FindingLog log = new FindingLog(finding -> {
            if (finding.severity() != Severity.NOTE) {
                file.add(finding.summary() + ".");
            }
        });
        cluster.checkRecords(leaseBucket, history.lastRevision().main(), log);
        List<KnownMember> members = members(log);
        List<MemberId> removed = cluster.removedMembers(log);
        List<Alarm> alarms = cluster.alarms(log)
                .stream()
                .filter(alarm -> alarm.kind() != Alarm.Kind.UNREADABLE)
                .toList();
        MetaContents meta = new MetaReader(bucketOf(BucketName.META), bucketOf(BucketName.CLUSTER), file::add).read();
        return new SnapshotContents(members, removed, withKeys ? leases() : List.of(),
                AuthReader.contents(bucketOf(BucketName.AUTH), bucketOf(BucketName.AUTH_USERS),
                        bucketOf(BucketName.AUTH_ROLES)),
                alarms, meta, withKeys ? buckets : List.of(), file.unreadable());
    }

    private @Nullable LeafVisitor bucket(Bucket bucket) {
        if (!withKeys && bucket.name().equals(BucketName.KEY)) {
            hasKeyBucket = true;
            return null;
        }
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
            file.walkKeysAgain(scan);
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
