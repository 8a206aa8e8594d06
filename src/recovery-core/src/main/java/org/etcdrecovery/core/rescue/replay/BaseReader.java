package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.CodedInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.ApplyRules;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.RecordReader;
import org.etcdrecovery.core.snapshot.SmallBucket;

/** Reads from a database, in one pass, what entries ask about. The assessment of its directory has found it sound. */
final class BaseReader {
    private final ByteSource source;
    private final int number;
    private final Interest interest;
    private final Map<String, SmallBucket> small = new HashMap<>();
    private final NavigableMap<Key, KeyState> living = new TreeMap<>();
    private final Leases.Stored stored = new Leases.Stored();
    private final Map<Long, LeaseRecord> checkpointed = new HashMap<>();
    private final RecordReader records;

    private BaseReader(ByteSource source, int number, Interest interest) {
        this.source = source;
        this.number = number;
        this.interest = interest;
        records = new RecordReader(KeyBucket.refusing(source), this::key);
        Buckets.NAMES.forEach(name -> small.put(name, new SmallBucket()));
    }

    /**
     * Reads a database.
     *
     * @param source the database
     * @param number its number among the sources
     * @throws MalformedDataException if it is damaged
     */
    static Base read(ByteSource source, int number, Interest interest, ApplyRules rules, Progress progress)
            throws IOException {
        BoltFile file = BoltFile.open(source);
        BaseReader reader = new BaseReader(source, number, interest);
        PageCensus census = file.walk(bucket -> reader.visitor(bucket.name()), progress);
        return reader.base(file, rules, census.used() * file.meta().pageSize());
    }

    private LeafVisitor visitor(String bucket) {
        return switch (bucket) {
            case BucketName.KEY -> records;
            case BucketName.LEASE -> this::leases;
            default -> Optional.<LeafVisitor>ofNullable(small.get(bucket)).orElse(LeafVisitor.none());
        };
    }

    private void key(Leaf leaf, int element, KeyValueReader keyValue) {
        ByteBuffer buffer = leaf.buffer();
        Key key = interest.find(buffer, keyValue.keyStart(), keyValue.keyLength());
        if (key == null) {
            if (!interest.isOfLease(keyValue.lease())) {
                return;
            }
            key = interest.follow(buffer, keyValue.keyStart(), keyValue.keyLength());
        }
        if (leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH) {
            living.remove(key);
        } else {
            long offset = leaf.offset(element) + keyValue.valueStart() - leaf.keyStart(element);
            living.put(key, new KeyState(keyValue.createRevision(), keyValue.modRevision(), keyValue.version(),
                    keyValue.lease(), new Place(number, offset, keyValue.valueLength())));
        }
    }

    private void leases(Leaf leaf) throws IOException {
        for (int i = 0; i < leaf.count(); i++) {
            long id = Long.reverseBytes(leaf.buffer().getLong(leaf.keyStart(i)));
            stored.add(id);
            if (interest.isCheckpointed(id)) {
                checkpointed.put(id, LeaseRecord.parseFrom(CodedInputStream.newInstance(
                        leaf.buffer().slice(leaf.valueStart(i), leaf.valueLength(i)))));
            }
        }
    }

    private Base base(BoltFile file, ApplyRules rules, long inUse) throws IOException {
        Buckets buckets = new Buckets();
        for (Map.Entry<String, SmallBucket> bucket : small.entrySet()) {
            if (bucket.getValue().left() > 0) {
                throw MalformedDataException.damaged(source.name(), 0, "a bucket “" + bucket.getKey()
                        + "” of the size that a cluster has", bucket.getValue().left() + " records more");
            }
            buckets.records(bucket.getKey()).putAll(bucket.getValue().records());
        }
        Leases leases = stored.leases();
        for (Map.Entry<Key, KeyState> entry : living.entrySet()) {
            long lease = entry.getValue().lease();
            if (interest.isOfLease(lease) && leases.exists(lease)) {
                leases.attach(lease, entry.getKey());
            }
        }
        SmallBucket meta = small.getOrDefault(BucketName.META, new SmallBucket());
        return new Base(Optional.of(file), rules, buckets, living, leases, checkpointed, Compaction.of(meta),
                records.lastRevision(), inUse);
    }
}
