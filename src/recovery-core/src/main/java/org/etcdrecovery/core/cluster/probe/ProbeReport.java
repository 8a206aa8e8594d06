package org.etcdrecovery.core.cluster.probe;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Contact;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * What a probe of a cluster found.
 *
 * @param rows     one for each endpoint that was asked; those that the operator named come first
 * @param contacts every host that was contacted, and which credentials it was shown
 */
public record ProbeReport(List<MemberProbe> rows, List<Contact> contacts) {
    public ProbeReport {
        rows = List.copyOf(rows);
        contacts = List.copyOf(contacts);
    }

    /** Rows alone, while the list of contacts is still incomplete. */
    public ProbeReport(List<MemberProbe> rows) {
        this(rows, List.of());
    }

    /** The rows in which a member answers on its client port. */
    public List<MemberProbe> answering() {
        return rows.stream().filter(MemberProbe::answers).toList();
    }

    /** The row about a member: one in which it answers, if there is one. */
    public Optional<MemberProbe> ofMember(MemberId memberId) {
        return rows.stream()
                .filter(row -> !row.isProxy())
                .filter(row -> row.memberId().filter(memberId::equals).isPresent())
                .reduce((first, second) -> second.answers() && !first.answers() ? second : first);
    }

    /** How many log entries a member has yet to apply, compared with the member that is furthest ahead. */
    public long lag(MemberStatus status) {
        long furthest = rows.stream()
                .flatMap(row -> row.status().stream())
                .mapToLong(each -> each.raft().index())
                .max()
                .orElse(0);
        return Math.max(0, furthest - status.raft().applied());
    }
}
