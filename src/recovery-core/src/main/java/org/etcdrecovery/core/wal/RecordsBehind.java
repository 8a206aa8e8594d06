package org.etcdrecovery.core.wal;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.wal.WalVerdict.Behind;
import org.jspecify.annotations.Nullable;

/** The records behind the end of a log: counted and delivered. */
final class RecordsBehind {
    /** More than damage leaves behind in any log; bounds the memory. */
    static final int MAX_CHAINS = 10_000;

    private final List<Chain> chains = new ArrayList<>();
    private @Nullable WalPosition searchEnded;
    private long records;
    private long entries;
    private long nextIndex;
    private long lastIndex;
    private long lastTerm;
    private long commit;
    /** Becomes 1 with an entry, 2 with a state behind it, 3 with an entry behind that: the second save. */
    private int saves;

    /** Adds a chain, or notes that the search ends at it. */
    void add(Chain chain) {
        if (isFull()) {
            endedAt(new WalPosition(chain.segment().name(), chain.first().offset()));
        } else {
            chains.add(chain);
        }
    }

    /** Whether no more chains are taken. */
    boolean isFull() {
        return chains.size() == MAX_CHAINS;
    }

    /** Notes that the search ended early; only the first such place counts. */
    void endedAt(WalPosition position) {
        searchEnded = searchEnded == null ? position : searchEnded;
    }

    /** Forgets what was found, because it turned out that nothing is missing before it. */
    void clear() {
        chains.clear();
        searchEnded = null;
    }

    /**
     * Delivers the records.
     *
     * @param named       the index in the name of the next segment; 0 if there is none
     * @param moreFollows whether a further segment follows the damage
     */
    Behind deliver(WalExaminationVisitor visitor, long named, boolean moreFollows) throws IOException {
        SegmentWindow segment = null;
        for (Chain chain : chains) {
            if (segment != null && segment != chain.segment()) {
                segment.release();
            }
            segment = chain.segment();
            Candidate record = chain.first();
            boolean proven = chain.isFirstProven();
            while (record != null) {
                deliver(record, proven, chain.segment(), visitor);
                proven = true;
                record = record.end() > chain.last().offset() ? null : Candidate.framed(chain.segment(), record.end());
            }
        }
        return new Behind(records, entries, nextIndex == 0 ? named : nextIndex, lastIndex, lastTerm, commit,
                saves == 3 || moreFollows, searchEnded);
    }

    private void deliver(Candidate candidate, boolean proven, SegmentWindow segment, WalExaminationVisitor visitor)
            throws IOException {
        WalRecord record;
        try {
            record = RecordCodec.decode(candidate.frame(segment)).orElse(null);
        } catch (InvalidProtocolBufferException e) {
            record = null;
        }
        if (record != null) {
            count(record);
            visitor.behindDamage(record, new WalPosition(segment.name(), candidate.offset()), proven);
        }
    }

    private void count(WalRecord record) {
        records++;
        if (record instanceof WalRecord.Entry entry) {
            entries++;
            nextIndex = nextIndex == 0 ? entry.index() : nextIndex;
            lastIndex = entry.index();
            lastTerm = entry.term();
            saves = saves == 0 || saves == 2 ? saves + 1 : saves;
        } else if (record instanceof WalRecord.State state) {
            commit = Long.compareUnsigned(state.commit(), commit) > 0 ? state.commit() : commit;
            saves = saves == 1 ? 2 : saves;
        }
    }
}
