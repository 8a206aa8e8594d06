package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * A comparison of the data directories of one cluster, with a recommendation.
 *
 * <p>The best one is that which leads furthest, as its log would win an election: the highest last term, then the
 * highest last index, up to which no entry is missing. Its database may be older than another: the log adds the rest.
 *
 * @param members     all directories, that which leads furthest first
 * @param recommended the one to use; empty if none is usable or they are not of one cluster
 * @param headline    the recommendation in one line
 * @param reason      the reason, in sentences
 * @param refusal     why none is recommended; empty if one is
 * @param advice      what can be done with the recommended one, a sentence or two each, the best first
 * @param noticed     what else to know when comparing them
 * @param disputed    whether databases differ where they should be equal
 */
public record Ranking(List<RankedMember> members, Optional<RankedMember> recommended, String headline, String reason,
        Optional<RankingCode> refusal, List<String> advice, List<RankingNotice> noticed, boolean disputed) {
    /** Copies the lists, and escapes outside text with {@link Shown}. */
    public Ranking {
        members = List.copyOf(members);
        headline = Shown.text(headline);
        reason = Shown.text(reason);
        advice = advice.stream().map(Shown::text).toList();
        noticed = List.copyOf(noticed);
    }

    /** What else to know when comparing them, in sentences. */
    public List<String> notices() {
        return noticed.stream().map(RankingNotice::text).toList();
    }
}
