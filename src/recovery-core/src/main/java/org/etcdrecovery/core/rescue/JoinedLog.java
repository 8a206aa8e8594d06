package org.etcdrecovery.core.rescue;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * The entries of a member from its database on, continued with those of other members, as far as their logs prove to be the
 * same.
 */
final class JoinedLog {
    private final List<Leg> legs = new ArrayList<>();
    private final long base;
    private final long baseTerm;
    /** Entries up to here are committed, so none of them is given up for another. */
    private final long floor;

    /**
     * Some entries of a log.
     *
     * @param log   the log
     * @param run   the number of the run in it
     * @param first the index of the first entry
     * @param last  the index of the last one
     */
    record Leg(ComparedLog log, int run, long first, long last) {
        private long term(long index) {
            return log.runs().get(run).term(index);
        }
    }

    /** Begins with what a directory has by itself. */
    JoinedLog(MemberDirectory directory, RescueSource source, ComparedLog log) {
        base = source.index();
        int own = -1;
        long known = directory.db()
                .filter(db -> db.consistentIndex() == source.index())
                .map(DatabaseFacts::term)
                .orElse(0L);
        for (int i = 0; i < log.runs().size(); i++) {
            EntryRun run = log.runs().get(i);
            known = known == 0 && source.reach() > base ? run.term(base) : known;
            if (own < 0 && run.first() <= base + 1 && run.last() == source.reach() && source.reach() > base) {
                own = i;
            }
        }
        baseTerm = known;
        floor = Math.max(base, Math.min(log.commit(), source.reach()));
        if (own >= 0) {
            legs.add(new Leg(log, own, base + 1, source.reach()));
        }
    }

    List<Leg> legs() {
        return legs;
    }

    /** The index of the last entry. */
    long last() {
        return legs.isEmpty() ? base : legs.getLast().last();
    }

    /** The term of the last entry; 0 if it is not known. */
    long lastTerm() {
        return term(last());
    }

    private long term(long index) {
        return legs.stream()
                .filter(leg -> index >= leg.first() && index <= leg.last())
                .map(leg -> leg.term(index))
                .findFirst()
                .orElse(index == base ? baseTerm : 0);
    }

    /**
     * The last of these entries that a run of another log continues; -1 if it does not continue any of them, or leads to
     * no newer one.
     */
    long link(ComparedLog log, EntryRun run) {
        if (!isNewer(run)) {
            return -1;
        }
        long last = last();
        long term = lastTerm();
        if (term == 0) {
            // A database of 3.4 does not state it. What it holds is committed, as is what the other log knows to be.
            boolean same = legs.isEmpty() && log.commit() >= last && (run.has(last) || run.term(last) != 0);
            return same ? last : -1;
        }
        if (run.first() == last + 1 && run.term(last) == 0) {
            // The leader of a term has one entry before each of its own.
            return run.term(run.first()) == term ? last : -1;
        }
        for (long index = Math.min(last, run.last()); index >= floor; index--) {
            if (run.term(index) != 0 && run.term(index) == term(index)) {
                boolean replaces = index == last || Long.compareUnsigned(run.term(index + 1), term(index + 1)) > 0;
                return replaces ? index : -1;
            }
        }
        return -1;
    }

    private boolean isNewer(EntryRun run) {
        int byTerm = Long.compareUnsigned(run.lastTerm(), lastTerm());
        return run.last() > floor && (byTerm > 0 || (byTerm == 0 && run.last() > last()));
    }

    /** Continues behind an entry with all that follows it in a run. */
    void append(long after, ComparedLog log, int run) {
        legs.removeIf(leg -> leg.first() > after);
        if (!legs.isEmpty() && legs.getLast().last() > after) {
            Leg cut = legs.removeLast();
            legs.add(new Leg(cut.log(), cut.run(), cut.first(), after));
        }
        legs.add(new Leg(log, run, after + 1, log.runs().get(run).last()));
    }
}
