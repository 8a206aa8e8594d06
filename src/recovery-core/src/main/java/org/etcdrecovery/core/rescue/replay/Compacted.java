package org.etcdrecovery.core.rescue.replay;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.keyspace.ApplyRules.Since;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.CompactedRecords;

/**
 * The records that a compaction removes: of each key all up to its revision but the newest, and that one too if it is a
 * deletion. Compactions one after another remove what the last one alone would.
 *
 * @param ofBase  their numbers in the database
 * @param ofAdded their numbers among the records that the replay has added
 */
record Compacted(BitSet ofBase, BitSet ofAdded) {
    /** Finds them for the last compaction, if there is one that is not yet carried out in the database. */
    static Compacted of(Base base, ReplayState state, Progress progress) throws IOException {
        long at = state.keys().compacted();
        if (at <= base.compaction().finished()) {
            return new Compacted(new BitSet(), new BitSet());
        }
        boolean keepsDeletion = base.rules().keepsDeletionAtCompaction() != Since.NOT_YET;
        BitSet ofBase = base.file().isPresent()
                ? CompactedRecords.in(base.file().get(), at, keepsDeletion, progress)
                : new BitSet();
        BitSet ofAdded = new BitSet();
        Map<Key, Integer> newest = new HashMap<>();
        List<NewRecord> added = state.keys().added();
        for (int i = 0; i < added.size() && added.get(i).main() <= at; i++) {
            Key key = added.get(i).key();
            Integer before = newest.put(key, i);
            Integer inBase = base.newest().get(key);
            if (before != null) {
                ofAdded.set(before);
            } else if (inBase != null) {
                ofBase.set(inBase);
            }
        }
        for (int i : newest.values()) {
            if (added.get(i).isDeletion() && (added.get(i).main() < at || !keepsDeletion)) {
                ofAdded.set(i);
            }
        }
        return new Compacted(ofBase, ofAdded);
    }
}
