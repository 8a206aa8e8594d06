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
 * compared and does not count as wrong; how many there are is said, and the members must agree on which.
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
    /** Of the planned keys that the member has: the same on all members that have the same of them. */
    private long seenSum;

    private KeyComparison(PlannedKeys planned, long lastPlannedRevision) {
        this.planned = planned;
        this.lastPlannedRevision = lastPlannedRevision;
    }

    /**
     * What came of it.
     *
     * @param wrong   how many keys differ from the snapshot, or are not in it though older than the restore
     * @param named   some of them, and how they differ
     * @param same    how many keys are the same
     * @param since   how many were written since the restore
     * @param missing how many planned keys are not there
     * @param seenSum equal for members that hold the same of the planned keys
     */
    record Result(long wrong, List<String> named, long same, long since, long missing, long seenSum) {}

    /**
     * Goes through all keys of a member, in pages of bounded size.
     *
     * @param revision            as of when
     * @param lastPlannedRevision what was written later is not of the snapshot
     * @throws CallFailedException when the member does not serve its keys, or serves them as etcd never does: out of
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
