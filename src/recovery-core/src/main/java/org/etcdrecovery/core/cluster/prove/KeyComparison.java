package org.etcdrecovery.core.cluster.prove;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.KeyValue;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.progress.Work;

/**
 * Compares every key of one member with the snapshot. A key that was written or deleted since the restore cannot be
 * compared, so it is counted separately and not as wrong; the members must agree on which keys these are.
 */
final class KeyComparison {
    private static final int NAMED = 3;
    private static final int NAME_LENGTH = 80;

    private final PlannedKeys planned;
    private final long lastPlannedRevision;
    private final Fingerprint.Maker maker = new Fingerprint.Maker();
    private final List<String> wrong = new ArrayList<>();
    private long wrongKeys;
    private long same;
    private long since;
    private long plannedSeen;
    /** A sum over the planned keys that the member has: equal on members that have the same ones. */
    private long seenSum;

    private KeyComparison(PlannedKeys planned, long lastPlannedRevision) {
        this.planned = planned;
        this.lastPlannedRevision = lastPlannedRevision;
    }

    /**
     * The result of a comparison.
     *
     * @param wrong   how many keys differ from the snapshot, or are older than the restore but not in the snapshot
     * @param named   some of the wrong keys, and how they differ
     * @param same    how many keys are the same
     * @param since   how many keys were written since the restore
     * @param missing how many planned keys the member does not have
     * @param seenSum a sum that is equal for members that have the same planned keys
     */
    record Result(long wrong, List<String> named, long same, long since, long missing, long seenSum) {}

    /**
     * Reads all keys of a member, in pages of bounded size.
     *
     * @param revision            the revision to read at
     * @param lastPlannedRevision keys written after this revision are not from the snapshot
     * @throws CallFailedException if the member does not serve its keys, or serves them as etcd never does: out of
     *                             order, or more than it counts
     */
    static Result compare(MemberClient client, long revision, PlannedKeys planned, long lastPlannedRevision, Work work)
            throws CallFailedException {
        KeyComparison comparison = new KeyComparison(planned, lastPlannedRevision);
        KeyPages pages = new KeyPages(client, revision);
        while (pages.hasNext()) {
            pages.next().forEach(comparison::look);
            work.advance(0);
        }
        return comparison.result();
    }

    private void look(KeyValue kv) {
        Fingerprint key = maker.of(ByteBuffer.wrap(kv.key()));
        Optional<Fingerprint> expected = planned.find(key);
        if (expected.isPresent()) {
            plannedSeen++;
            seenSum += key.first() ^ key.second();
        }
        if (kv.modRevision() > lastPlannedRevision) {
            since++;
        } else if (kv.lease() == 0) {
            judge(kv, expected);
        }
    }

    private void judge(KeyValue kv, Optional<Fingerprint> expected) {
        if (expected.isEmpty()) {
            wrong(kv, "is not in the snapshot");
        } else if (expected.get()
                .equals(maker.of(ByteBuffer.wrap(kv.value()), kv.createRevision(), kv.modRevision(),
                        kv.version()))) {
            same++;
        } else {
            wrong(kv, "differs from the snapshot");
        }
    }

    private void wrong(KeyValue kv, String how) {
        wrongKeys++;
        if (wrong.size() < NAMED) {
            String name = new String(kv.key(), 0, Math.min(NAME_LENGTH, kv.key().length), StandardCharsets.UTF_8);
            wrong.add(name.replaceAll("\\p{Cntrl}", "?") + " " + how);
        }
    }

    private Result result() {
        return new Result(wrongKeys, List.copyOf(wrong), same, since, planned.size() - plannedSeen, seenSum);
    }
}
