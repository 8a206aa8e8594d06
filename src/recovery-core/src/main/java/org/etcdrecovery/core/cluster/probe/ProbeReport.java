package org.etcdrecovery.core.cluster.probe;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a round of questions to a cluster brought to light.
 *
 * @param rows     one for each endpoint that was asked, those that the operator named first
 * @param contacts every host that was contacted, and what of the login it was shown
 */
public record ProbeReport(List<MemberProbe> rows, List<Contact> contacts) {
    public ProbeReport {
        rows = List.copyOf(rows);
        contacts = List.copyOf(contacts);
    }

    /** Rows alone, while it is not complete who was contacted. */
    public ProbeReport(List<MemberProbe> rows) {
        this(rows, List.of());
    }

    /** The rows with a member that answers on its client port. */
    public List<MemberProbe> answering() {
        return rows.stream().filter(MemberProbe::answers).toList();
    }

    /** What is known of a member from itself, an answer before a silence. */
    public Optional<MemberProbe> ofMember(MemberId memberId) {
        return rows.stream()
                .filter(row -> !row.isProxy())
                .filter(row -> row.memberId().filter(memberId::equals).isPresent())
                .reduce((first, second) -> second.answers() && !first.answers() ? second : first);
    }

    /** How many entries of the log a member has yet to apply, compared with the one that is furthest. */
    public long lag(MemberStatus status) {
        long furthest = rows.stream()
                .flatMap(row -> Optional.ofNullable(row.status()).stream())
                .mapToLong(each -> each.raft().index())
                .max()
                .orElse(0);
        return Math.max(0, furthest - status.raft().applied());
    }
}
