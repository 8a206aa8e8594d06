package org.etcdrecovery.core.store.keep;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.store.SavedInStore;
import org.etcdrecovery.core.store.keep.Thinning.Fate;

/**
 * What a run did.
 *
 * @param store    how messages name the folder
 * @param source   the member that was asked
 * @param saved    the new snapshot; empty for a dry run
 * @param thinning what the rules say about every file; in a dry run also about the one that it would save
 * @param pruning  what came of it
 * @param deleted  the files that were deleted
 * @param findings what to do something about
 */
public record KeepResult(String store, SnapshotSource source, Optional<SavedInStore> saved, Thinning thinning,
        Pruning pruning, List<Fate> deleted, List<Finding> findings) {
    /** Copies the lists. */
    public KeepResult {
        deleted = List.copyOf(deleted);
        findings = List.copyOf(findings);
    }

    /** What came of the rules. */
    public enum Pruning {
        /** Everything that no rule keeps was deleted. */
        DONE,
        /** There are no rules. */
        NO_RULES,
        /** A dry run deletes nothing. */
        DRY_RUN,
        /** The files contradict each other, so nothing was deleted. */
        CONTRADICTION,
        /** Another run has the lock, so nothing was deleted. */
        LOCKED,
        /** The store cannot exclude other writers, so nothing was deleted. */
        NO_LOCK
    }
}
