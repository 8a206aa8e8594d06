package org.etcdrecovery.console.step.source.directories;

import java.util.Optional;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.RankingCode;

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
            return Optional.of(new Caution(undecided(member, ranking), overruled));
        }
        MemberDirectory best = ranking.recommended().get().directory();
        return !overruled && endsLike(member.directory(), best)
                ? Optional.empty()
                : Optional.of(new Caution(Quantities.figures(member.choosing()), overruled));
    }

    /** The headline is above the table; what differs from row to row is said here. */
    private static String undecided(RankedMember member, Ranking ranking) {
        Optional<ClusterId> cluster = member.directory().log().map(LogFacts::clusterId);
        return ranking.refusal().equals(Optional.of(RankingCode.DIFFERENT_CLUSTERS)) && cluster.isPresent()
                ? Texts.of("source").get("directory.cluster", cluster.get())
                : Quantities.figures(member.choosing());
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
