package org.etcdrecovery.core.rescue.replay;

import java.util.Optional;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * The directory of several to make a snapshot of.
 *
 * @param member      the one that the ranking recommends
 * @param overwritten whether a log of a later term may have overwritten the entries that this one does not know to be
 *                    committed
 */
public record SourceChoice(RankedMember member, boolean overwritten) {
    /** Follows a ranking; empty if it recommends none. */
    public static Optional<SourceChoice> of(Ranking ranking) {
        return ranking.recommended().map(member -> new SourceChoice(member, isOverwritten(member, ranking)));
    }

    private static boolean isOverwritten(RankedMember chosen, Ranking ranking) {
        long term = chosen.directory().log().map(LogFacts::lastTerm).orElse(0L);
        return ranking.members()
                .stream()
                .flatMap(each -> each.directory().log().stream())
                .anyMatch(log -> Long.compareUnsigned(log.lastTerm(), term) > 0);
    }
}
