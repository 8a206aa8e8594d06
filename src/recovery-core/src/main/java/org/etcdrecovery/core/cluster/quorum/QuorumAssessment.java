package org.etcdrecovery.core.cluster.quorum;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.text.Shown;

/**
 * Whether a cluster has a majority that follows a leader, what the evidence is, and what to do.
 *
 * @param verdict   the answer
 * @param headline  the answer as a sentence
 * @param voters    how many members vote
 * @param needed    how many of them make a majority
 * @param tolerated how many of them may fail
 * @param agreeing  how many of them name the same leader in the same term
 * @param members   every listed member; empty if no member list is known
 * @param evidence  what the probe saw, one sentence each
 * @param notices   what is unusual and may explain the rest
 * @param steps     what to do, in this order
 * @param source    the member to take a snapshot from; empty if no member answers
 * @param contacts  every host that was contacted, and which credentials it was shown
 */
public record QuorumAssessment(Verdict verdict, String headline, int voters, int needed, int tolerated, int agreeing,
        List<MemberState> members, List<String> evidence, List<String> notices, List<Step> steps,
        Optional<SnapshotSource> source, List<Contact> contacts) {
    /** Copies the lists, and passes the texts, which may quote a server, through {@link Shown#text}. */
    public QuorumAssessment {
        headline = Shown.text(headline);
        members = List.copyOf(members);
        evidence = evidence.stream().map(Shown::text).toList();
        notices = notices.stream().map(Shown::text).toList();
        steps = List.copyOf(steps);
        contacts = List.copyOf(contacts);
    }

    /** An assessment without a member list, so without members or votes to count. */
    static QuorumAssessment withoutMembers(Verdict verdict, String headline, List<String> evidence, List<Step> steps,
            Optional<SnapshotSource> source, List<Contact> contacts) {
        return new QuorumAssessment(verdict, headline, 0, 0, 0, 0, List.of(), evidence, List.of(), steps, source,
                contacts);
    }

    /** What can be said about a cluster. */
    public enum Verdict {
        /** Every member works. */
        HEALTHY,
        /** A majority works: repair or replace the members that do not, and restore nothing. */
        DEGRADED,
        /** No majority works: recover. */
        LOST,
        /** The evidence does not decide. */
        UNKNOWN
    }
}
