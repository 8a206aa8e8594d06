package org.etcdrecovery.core.wal;

import java.io.IOException;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/**
 * Finds records behind damage, in time that grows with the size of the segment. Frames begin at multiples of 8. Two
 * places in a row that have the form of records are taken for records if the second one's CRC continues the first one's;
 * by accident, that happens once in four billion.
 */
final class Resynchronization {
    private static final int STEP = FrameHeader.SIZE;
    private static final int REPORT_EVERY = 1 << 20;

    private final SegmentWindow segment;
    private final Work work;
    private final SearchBudget budget;
    private EntryHead lastGood = new EntryHead(0, 0);
    private long at;
    private @Nullable Integer before;

    Resynchronization(SegmentWindow segment, Work work) {
        this.segment = segment;
        this.work = work;
        this.budget = new SearchBudget(segment);
    }

    /**
     * Begins at an offset.
     *
     * @param crc  the CRC before the record at that offset, if there is a record that states it; otherwise null
     * @param good the last good entry: none of an earlier term can follow
     */
    void start(long offset, @Nullable Integer crc, EntryHead good) {
        at = offset;
        before = crc;
        lastGood = good;
    }

    /** Where the search ended, although the segment goes on; null if it did not. */
    @Nullable
    WalPosition ended() {
        return budget.isUsedUp() && isInside() ? new WalPosition(segment.name(), at) : null;
    }

    private boolean isInside() {
        return at + FrameHeader.SIZE <= segment.size();
    }

    /** The next chain; null if there is none, or if the search has {@link #ended}. */
    @Nullable
    Chain next() throws IOException {
        Chain chain = null;
        Candidate known = before == null ? null : Candidate.framed(segment, at);
        if (known != null && before != null && known.continues(before, segment)) {
            chain = follow(known, before);
        }
        before = null;
        long reported = at;
        while (chain == null && isInside() && !budget.isUsedUp()) {
            Candidate candidate = segment.number(at) == 0 ? null : Candidate.framed(segment, at);
            if (candidate == null) {
                at += STEP;
            } else {
                chain = follow(candidate, null);
            }
            if (at - reported > REPORT_EVERY) {
                // Only to be stopped: the caller reports what it has read.
                work.advance(0);
                reported = at;
            }
        }
        return chain;
    }

    /** Follows the chain that may begin with a record, and moves behind it; null if there is none. */
    private @Nullable Chain follow(Candidate first, @Nullable Integer crc) throws IOException {
        Candidate last = first;
        Candidate second = null;
        EntryHead entry = crc == null ? null : first.entry();
        long records = 1;
        for (Candidate next = following(last); next != null; next = following(last)) {
            last = next;
            second = second == null ? next : second;
            entry = entry == null ? next.entry() : entry;
            records++;
        }
        Chain chain = new Chain(segment, records, first, last, crc, second, entry);
        boolean plausible = isPlausible(chain);
        at = plausible || chain.isProven() ? last.end() : first.offset() + STEP;
        return plausible ? chain : null;
    }

    /** Whether it can follow the last good entry. A single record that nothing proves must be a new entry. */
    private boolean isPlausible(Chain chain) {
        EntryHead head = chain.first().entry() == null ? chain.firstEntry() : chain.first().entry();
        if (head == null) {
            return chain.isProven();
        }
        int byTerm = Long.compareUnsigned(head.term(), lastGood.term());
        return byTerm > 0
                || (byTerm == 0
                        && (chain.isProven() || Long.compareUnsigned(head.index(), lastGood.index()) > 0));
    }

    private @Nullable Candidate following(Candidate last) throws IOException {
        Candidate next = Candidate.framed(segment, last.end());
        if (next != null && next.continues(last.crc(), segment)) {
            return next;
        }
        // To look there, the window has moved behind the last record, and it moves back.
        budget.spend(Math.min(SegmentWindow.CAPACITY, last.end() - last.offset())
                + (next == null ? 0 : next.dataLength()));
        return null;
    }
}
