package org.etcdrecovery.core.report;

import java.util.Comparator;
import java.util.List;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.SubtreeChanges;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * What restoring a snapshot loses, by a comparison with another file. It names subtrees but no values.
 *
 * @param snapshot      the snapshot to restore
 * @param revision      its last revision
 * @param other         the file that it was compared with
 * @param otherRevision the last revision of that file
 * @param summary       how many keys differ
 * @param subtrees      the subtrees in which keys differ, those with the most first; at most {@link #MOST_SUBTREES}
 * @param differing     in how many subtrees keys differ
 * @param unreadable    what of the two files could not be read, one sentence each: keys there look as if they did not exist
 */
public record RestoreLoss(SnapshotName snapshot, long revision, SnapshotName other, long otherRevision, Summary summary,
        List<SubtreeChanges> subtrees, int differing, List<String> unreadable) {
    /** How many subtrees a report lists. */
    public static final int MOST_SUBTREES = 100;

    /** Copies the lists. */
    public RestoreLoss {
        subtrees = List.copyOf(subtrees);
        unreadable = List.copyOf(unreadable);
    }

    /**
     * Summarises a comparison.
     *
     * @param subtrees the subtrees in which keys differ
     */
    public static RestoreLoss of(Comparison comparison, List<SubtreeChanges> subtrees, List<String> unreadable) {
        return new RestoreLoss(comparison.before().name(), comparison.before().state().revision(),
                comparison.after().name(), comparison.after().state().revision(), comparison.summary(),
                subtrees.stream()
                        .sorted(Comparator.comparingLong((SubtreeChanges one) -> one.summary().changed()).reversed())
                        .limit(MOST_SUBTREES)
                        .toList(),
                subtrees.size(), unreadable);
    }
}
