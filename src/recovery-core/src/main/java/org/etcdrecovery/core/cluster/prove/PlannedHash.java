package org.etcdrecovery.core.cluster.prove;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.HashKvReader;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * What members must answer to HashKV at the last planned revision if they have since been compacted below it: the hash
 * leaves out what the compaction removes. Computed from the snapshot, which must be on this host for that.
 */
final class PlannedHash {
    private final RestorePlan plan;
    private final SnapshotOpener opener;
    private final Progress progress;
    private final Map<Long, Integer> known = new HashMap<>();

    PlannedHash(RestorePlan plan, SnapshotOpener opener, Progress progress) {
        this.plan = plan;
        this.opener = opener;
        this.progress = progress;
    }

    /**
     * The hash after a compaction at this revision; the planned hash if no other can be computed.
     *
     * @throws IOException if the snapshot cannot be read
     */
    int compactedAt(long revision) throws IOException {
        Integer hash = known.get(revision);
        if (hash == null) {
            hash = compute(revision);
            known.put(revision, hash);
        }
        return hash;
    }

    private int compute(long revision) throws IOException {
        // After a bump everything planned is compacted from the start, and after a later compaction HashKV is refused.
        boolean below = !plan.revisions().marksCompacted() && revision < plan.revisions().last();
        if (!below) {
            return plan.hashKv();
        }
        Optional<SnapshotFile> opened = PlannedKeys.open(plan.snapshot(), opener, progress);
        if (opened.isEmpty()) {
            return plan.hashKv();
        }
        try (SnapshotFile file = opened.get()) {
            if (plan.keyspace().isPresent()) {
                return KeyspaceSurvey.hashCompactedAt(file, plan.keyspace().get().edit(), revision, progress);
            }
            return HashKvReader.readCompacted(file.source(), plan.revisions().last(), revision, progress).hash();
        }
    }
}
