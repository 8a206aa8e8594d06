package org.etcdrecovery.core.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.proto.LeaseRecord;

/**
 * The bucket {@code lease}: the ID as 8 bytes big-endian, and leasepb.Lease. Which keys hang on a lease is not stored
 * here but with each key.
 */
final class LeaseBucket implements LeafVisitor {
    private final KeyHistory.RecordProblems problems;
    private final Set<Long> ids = new HashSet<>();

    LeaseBucket(KeyHistory.RecordProblems problems) {
        this.problems = problems;
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        for (int i = 0; i < leaf.count(); i++) {
            if (leaf.keyLength(i) != Long.BYTES) {
                problems.found(leaf, i, "a lease ID of " + leaf.keyLength(i) + " bytes");
                continue;
            }
            long id = Long.reverseBytes(leaf.buffer().getLong(leaf.keyStart(i)));
            ids.add(id);
            if (!isLease(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i), id)) {
                problems.found(leaf, i, "not the record of lease " + Long.toHexString(id));
            }
        }
    }

    private static boolean isLease(ByteBuffer buffer, int start, int length, long id) throws IOException {
        try {
            return LeaseRecord.parseFrom(CodedInputStream.newInstance(buffer.slice(start, length))).getId() == id;
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    /** The leases that exist. */
    Set<Long> ids() {
        return ids;
    }
}
