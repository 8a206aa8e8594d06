package org.etcdrecovery.core.rescue.replay;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * The directory of several to make a snapshot of: the one whose log a newly elected leader would have, if its entries
 * follow its database.
 *
 * @param member      the directory
 * @param overwritten whether a log of a later term may have overwritten the entries that it does not know to be committed
 */
public record ChosenMember(RankedMember member, boolean overwritten) {
    /** Chooses one; empty if the directories are of several clusters, or nothing can be made of any. */
    public static Optional<ChosenMember> choose(Ranking ranking) {
        return ranking.recommended().map(each -> of(each, ranking));
    }

    /** Takes this one of them, whether or not it is the recommended one. */
    public static ChosenMember of(RankedMember member, Ranking ranking) {
        return new ChosenMember(member, isOverwritten(member.directory(), ranking.members()));
    }

    private static boolean isOverwritten(MemberDirectory chosen, List<RankedMember> members) {
        long term = chosen.lastTerm();
        return members.stream()
                .flatMap(each -> each.directory().log().stream())
                .anyMatch(log -> Long.compareUnsigned(log.lastTerm(), term) > 0);
    }
}
