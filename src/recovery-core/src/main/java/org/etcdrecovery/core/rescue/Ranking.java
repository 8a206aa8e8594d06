package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * A comparison of the data directories of one cluster, with a recommendation.
 *
 * <p>Two orders matter. The newest log is the one that would win an election: the highest last term, then the highest
 * last index. But what is used is the database. A database only holds committed entries, so the one with the highest
 * revision has everything that the others have.
 *
 * @param members     all directories, newest log first; if logs are equal, newer database first
 * @param recommended the one to use; empty if none is usable or they are not of one cluster
 * @param headline    the recommendation in one line
 * @param reason      the reason, in sentences
 * @param notices     what else to know when comparing them, in sentences
 */
public record Ranking(List<RankedMember> members, Optional<RankedMember> recommended, String headline, String reason,
        List<String> notices) {
    /** Copies the lists, and escapes outside text with {@link Shown}. */
    public Ranking {
        members = List.copyOf(members);
        headline = Shown.text(headline);
        reason = Shown.text(reason);
        notices = notices.stream().map(Shown::text).toList();
    }
}
