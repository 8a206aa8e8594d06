package org.etcdrecovery.core.contents.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.HistoryListener;
import org.etcdrecovery.core.snapshot.KeyHistory;

/** Passes on the records of a keyspace that read, in the order of their revisions, and says where others may have been. */
final class ReadableRecords implements LeafVisitor {
    /** Further gaps are only counted. */
    private static final int MOST_GAPS = 100;

    private final KeyHistory history;
    private final List<String> gaps = new ArrayList<>();
    private long lastRevision;
    private long records;
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
        records += leaf.count();
        if (lost) {
            lost = false;
            long next = firstRevision(leaf);
            gap(before == 0 ? "up to revision " + next : "between revisions " + before + " and " + next);
        }
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
            gaps.add("Records " + where + " cannot be read.");
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
        history.settle();
    }

    /** How many records read. */
    long records() {
        return records - malformed;
    }

    /** What does not, one sentence each. */
    List<String> unreadable() {
        List<String> sentences = new ArrayList<>(gaps);
        if (moreGaps > 0) {
            sentences.add("Records cannot be read in " + moreGaps + " more places.");
        }
        if (malformed > 0) {
            sentences.add(malformed == 1 ? "One record cannot be decoded." : malformed + " records cannot be decoded.");
        }
        return sentences;
    }
}
