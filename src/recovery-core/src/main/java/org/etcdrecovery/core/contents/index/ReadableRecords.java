package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.HistoryListener;
import org.etcdrecovery.core.snapshot.KeyHistory;

/** Passes on the records of a keyspace that can be read, in the order of their revisions, and says where others may be. */
final class ReadableRecords implements LeafVisitor {
    /** Further gaps are only counted. */
    private static final int MOST_GAPS = 100;

    private final KeyHistory history;
    private final List<String> gaps = new ArrayList<>();
    private final List<long[]> gapRevisions = new ArrayList<>();
    private long lastRevision;
    private long malformed;
    private long moreGaps;
    private boolean lost;

    ReadableRecords(HistoryListener listener) {
        history = KeyHistory.linking(listener, (_, _, _) -> malformed++);
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        long before = lastRevision;
        history.leaf(leaf);
        lastRevision = history.lastRevision().main();
        if (lost) {
            lost = false;
            long next = firstRevision(leaf);
            gapRevisions.add(new long[]{before, next});
            gap(where(before, next));
        }
    }

    private static String where(long before, long next) {
        if (before == next) {
            return "of revision " + next;
        }
        return before == 0 ? "up to revision " + next : "between revisions " + before + " and " + next;
    }

    /** The revision of the first record of a leaf that has a sound key; that of the last record if none has. */
    private long firstRevision(Leaf leaf) {
        for (int i = 0; i < leaf.count(); i++) {
            if (Revision.keyProblem(leaf.buffer(), leaf.keyStart(i), leaf.keyLength(i)) == null) {
                return Revision.mainOf(leaf.buffer(), leaf.keyStart(i));
            }
        }
        return lastRevision;
    }

    private void gap(String where) {
        if (gaps.size() == MOST_GAPS) {
            moreGaps++;
        } else {
            gaps.add("Some records " + where + " cannot be read.");
        }
    }

    @Override
    public void lost() {
        lost = true;
    }

    /** Call it at the end of the walk. */
    void finish() {
        if (lost) {
            gap("after revision " + lastRevision);
        }
        // The other state of the file may have later records.
        gapRevisions.add(new long[]{lastRevision, Long.MAX_VALUE});
        history.settle();
    }

    /** The revisions of which records may be missing, in ascending order; the last one is that of all later ones. */
    List<long[]> gaps() {
        return gapRevisions;
    }

    /** The number of records that cannot be decoded. */
    long malformed() {
        return malformed;
    }

    /** What cannot be read, one sentence each. */
    List<String> unreadable() {
        List<String> sentences = new ArrayList<>(gaps);
        if (moreGaps > 0) {
            sentences.add("Some records cannot be read in " + moreGaps + " more places.");
        }
        if (malformed > 0) {
            sentences.add(malformed == 1 ? "One record cannot be decoded." : malformed + " records cannot be decoded.");
        }
        return sentences;
    }
}
