package org.etcdrecovery.core.snapshot;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.VersionRange;
import org.etcdrecovery.core.proto.LeaseRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bucket {@code lease}: the ID as 8 bytes big-endian, and leasepb.Lease. Which keys are attached to a lease is
 * not stored here but with each key.
 */
public final class LeaseBucket implements LeafVisitor {
    /** In seconds. Source: {@code MaxLeaseTTL} of etcd's server/lease. */
    static final long LONGEST_TTL = 9_000_000_000L;

    private final KeyHistory.RecordProblems problems;
    private final Consumer<LeaseRecord> leases;
    /** The first lease that each of the two decoders refuses, if the other decodes it. */
    private final Map<VersionRange, String> refused = new LinkedHashMap<>();
    private Optional<LeaseRecord> firstOddTtl = Optional.empty();
    private long oddTtls;

    /**
     * @param problems receives each record that no release decodes as the lease of its key
     * @param leases   receives each lease, in the order of their IDs
     */
    public LeaseBucket(KeyHistory.RecordProblems problems, Consumer<LeaseRecord> leases) {
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
            LeaseRecord lease = parse(id, leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i));
            if (lease == null || lease.getId() != id) {
                problems.found(leaf, i, "not the record of lease " + new LeaseId(id));
            } else {
                checkTtl(lease);
                leases.accept(lease);
            }
        }
    }

    private void checkTtl(LeaseRecord lease) {
        if (lease.getTtl() < 1 || Math.max(lease.getTtl(), lease.getRemainingTtl()) > LONGEST_TTL) {
            firstOddTtl = firstOddTtl.or(() -> Optional.of(lease));
            oddTtls++;
        }
    }

    /** Reports the visited leases that some releases do not decode, and those with a TTL that etcd does not grant. */
    void check(StartCheck start, FindingLog log) {
        refused.forEach((versions, summary) -> start.refuse(FindingCode.CLUSTER_LEASE_RECORD, "bucket lease", summary,
                versions));
        firstOddTtl.ifPresent(lease -> log.add(RecordTexts.leaseTtl(new LeaseId(lease.getId()).toString(),
                lease.getTtl() < 1 ? lease.getTtl() : Math.max(lease.getTtl(), lease.getRemainingTtl()), oddTtls - 1)));
    }

    private @Nullable LeaseRecord parse(long id, ByteBuffer buffer, int start, int length) throws IOException {
        Optional<GoMessage.Refused> refusal = GoMessage.LEASE.refused(buffer, start, length);
        if (refusal.filter(one -> one.versions().equals(StartCheck.EVERY)).isPresent()) {
            return null;
        }
        refusal.ifPresent(one -> refused.putIfAbsent(one.versions(),
                "The record of lease " + new LeaseId(id) + " cannot be read: " + one.problem()));
        try {
            return LeaseRecord.parseFrom(CodedInputStream.newInstance(buffer.slice(start, length)));
        } catch (InvalidProtocolBufferException e) {
            return null;
        }
    }
}
