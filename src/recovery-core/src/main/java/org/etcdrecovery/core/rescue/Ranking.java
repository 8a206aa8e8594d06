package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.text.Shown;

/**
 * Which of several data directories of one cluster to take.
 *
 * <p>Two orders matter. The newest log is the one that a new leader would have: that with the highest last term, among
 * these with the highest last index. But taken is the database, and a database only ever holds what is committed, so
 * that the one with the highest revision has everything that the others have.
 *
 * @param members     all of them, the newest log first; where logs are equal, the newer database
 * @param recommended the one to take; empty when there is none, or when they are not of one cluster
 * @param headline    the recommendation in one line
 * @param reason      why, as sentences
 * @param notices     what else is to be known when comparing them, as sentences
 */
public record Ranking(List<RankedMember> members, Optional<RankedMember> recommended, String headline, String reason,
        List<String> notices) {
    /** Copies the lists, and shows what comes from outside as {@link Shown} writes it. */
    public Ranking {
        members = List.copyOf(members);
        headline = Shown.text(headline);
        reason = Shown.text(reason);
        notices = notices.stream().map(Shown::text).toList();
    }
}
