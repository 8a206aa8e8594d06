package org.etcdrecovery.console.step.source.directories;

import java.util.Optional;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;

/**
 * What speaks against making a snapshot of a directory.
 *
 * @param words     what choosing it would lose, or that it is not known which directory is right; a sentence or two
 * @param overruled whether the databases of a majority contradict its own
 */
public record Caution(String words, boolean overruled) {
    /** Empty if the directory is the recommended one, or its log ends at the same entry. */
    static Optional<Caution> of(RankedMember member, Ranking ranking, boolean overruled) {
        if (!member.directory().canBeRescued()) {
            return Optional.empty();
        }
        if (ranking.recommended().isEmpty()) {
            return Optional.of(new Caution(ranking.headline() + ". " + member.choosing(), overruled));
        }
        MemberDirectory best = ranking.recommended().get().directory();
        return !overruled && endsLike(member.directory(), best)
                ? Optional.empty()
                : Optional.of(new Caution(member.choosing(), overruled));
    }

    private static boolean endsLike(MemberDirectory directory, MemberDirectory best) {
        return directory.equals(best)
                || directory.log().flatMap(log -> best.log().filter(other -> isSameEnd(log, other))).isPresent();
    }

    private static boolean isSameEnd(LogFacts log, LogFacts other) {
        return log.end() == LogFacts.End.WHOLE && other.end() == LogFacts.End.WHOLE
                && log.lastTerm() == other.lastTerm()
                && log.lastIndex() == other.lastIndex();
    }
}
