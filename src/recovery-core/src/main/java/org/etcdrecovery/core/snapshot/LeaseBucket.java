package org.etcdrecovery.core.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.jspecify.annotations.Nullable;

/**
 * The bucket {@code lease}: the ID as 8 bytes big-endian, and leasepb.Lease. Which keys hang on a lease is not stored
 * here but with each key.
 */
final class LeaseBucket implements LeafVisitor {
    private final KeyHistory.RecordProblems problems;
    private final Consumer<LeaseRecord> leases;

    /**
     * @param leases hears of each lease, in the order of their IDs
     */
    LeaseBucket(KeyHistory.RecordProblems problems, Consumer<LeaseRecord> leases) {
        this.problems = problems;
        this.leases = leases;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        for (int i = 0; i < leaf.count(); i++) {
            if (leaf.keyLength(i) != Long.BYTES) {
                problems.found(leaf, i, "a lease ID of " + leaf.keyLength(i) + " bytes");
                continue;
            }
            long id = Long.reverseBytes(leaf.buffer().getLong(leaf.keyStart(i)));
            @Nullable
            LeaseRecord lease = parse(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i));
            if (lease == null || lease.getId() != id) {
                problems.found(leaf, i, "not the record of lease " + Long.toHexString(id));
            } else {
                leases.accept(lease);
            }
        }
    }

    private static @Nullable LeaseRecord parse(ByteBuffer buffer, int start, int length) throws IOException {
        try {
            return LeaseRecord.parseFrom(CodedInputStream.newInstance(buffer.slice(start, length)));
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
