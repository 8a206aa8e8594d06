package org.etcdrecovery.core.cluster.quorum;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.text.Shown;

/**
 * Whether a cluster has a majority that follows a leader, why that is believed, and what to do.
 *
 * @param verdict   the answer
 * @param headline  the answer as a sentence
 * @param voters    how many members vote
 * @param needed    how many of them make a majority
 * @param tolerated how many of them may fail
 * @param agreeing  how many of them name the same leader in the same term
 * @param members   every member of the list
 * @param evidence  what was seen, sentence by sentence
 * @param notices   what is unusual and may explain more than it seems
 * @param steps     what to do, in this order
 * @param source    the member to take a snapshot from; empty when none answers
 * @param contacts  every host that was contacted, and what of the login it was shown
 */
public record QuorumAssessment(Verdict verdict, String headline, int voters, int needed, int tolerated, int agreeing,
        List<MemberState> members, List<String> evidence, List<String> notices, List<Step> steps,
        Optional<SnapshotSource> source, List<Contact> contacts) {
    /** Copies the lists, and shows what comes from outside as {@link Shown} writes it. */
    public QuorumAssessment {
        headline = Shown.text(headline);
        members = List.copyOf(members);
        evidence = evidence.stream().map(Shown::text).toList();
        notices = notices.stream().map(Shown::text).toList();
        steps = List.copyOf(steps);
        contacts = List.copyOf(contacts);
    }

    /** What can be said of a cluster. */
    public enum Verdict {
        /** Every member works. */
        HEALTHY,
        /** A majority works: replace what does not, and restore nothing. */
        DEGRADED,
        /** No majority works: recover. */
        LOST,
        /** It cannot be told from here. */
        UNKNOWN
    }
}
