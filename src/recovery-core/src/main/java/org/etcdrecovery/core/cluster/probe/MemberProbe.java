package org.etcdrecovery.core.cluster.probe;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.Shown;

/**
 * What the probe learned about one member, or about one endpoint where no member answered: one row of a table.
 *
 * @param endpoint     where the member was asked
 * @param named        whether the operator named this endpoint; otherwise it comes from a member list
 * @param expected     the member that the list places at this endpoint; empty if no list mentions it
 * @param status       what the member reports about itself; empty if it does not answer
 * @param list         the members it knows; empty if it does not answer
 * @param read         the attempt to read through the log; empty if none was made
 * @param failure      why it does not answer, or what is wrong although it does, such as a failed login; empty if all
 *                     is well
 * @param peer         what its peer URL answers; empty if the peer URL was not asked
 * @param milliseconds how long the answer took
 * @param loginFailed  whether a login was given and failed here; {@code failure} has the reason
 */
@RecordBuilder
@RecordBuilder.Options(emptyDefaultForOptional = true)
public record MemberProbe(Endpoint endpoint, boolean named, Optional<Member> expected, Optional<MemberStatus> status,
        Optional<MemberList> list, Optional<LinearizableRead> read, Optional<Failure> failure,
        Optional<PeerAnswer> peer, long milliseconds, boolean loginFailed) {

    /** Whether it answers on its client port. */
    public boolean answers() {
        return status.isPresent();
    }

    /**
     * Whether it accepts client connections but does not serve them, as a member does that waits for a majority. With
     * authentication on, such a member gets as far as a login that it cannot check.
     */
    public boolean mayWaitForPeers() {
        return failedWith(Cause.NO_ANSWER) || failedWith(Cause.LOGIN_NEEDS_QUORUM);
    }

    /** Whether it failed with this cause. */
    public boolean failedWith(Cause cause) {
        return failure.filter(why -> why.cause() == cause).isPresent();
    }

    /** Its member ID, if the member or a list tells. */
    public Optional<MemberId> memberId() {
        return status.map(MemberStatus::memberId).or(() -> expected.map(Member::id));
    }

    /** Where it was asked, as text; the member itself if no client URL leads to it. */
    public String where() {
        return failedWith(Cause.NO_CLIENT_URL) ? memberId().map(id -> "member " + id).orElse("") : endpoint.url();
    }

    /** Its name; empty if unknown. */
    public String name() {
        if (status.isPresent() && list.isPresent()) {
            return list.get().find(status.get().memberId()).map(Member::name).orElse("");
        }
        return expected.map(Member::name).orElse("");
    }

    /** Its name and endpoint, for a sentence; the endpoint alone if the name is unknown. */
    public String called() {
        return name().isEmpty() ? endpoint.toString() : Shown.name(name()) + " at " + endpoint;
    }

    /** The alarms that it reports. */
    public List<Alarm> alarms() {
        return status.map(MemberStatus::alarms).orElse(List.of());
    }

    /** Whether a majority confirmed a read that it served, no login failed, and it reports no alarm. */
    public boolean isHealthy() {
        return complaint().isEmpty();
    }

    /** Why it is not healthy, as a sentence; empty if it is. */
    public String complaint() {
        if (loginFailed && failure.isPresent()) {
            return failure.get().what();
        }
        if (read.filter(LinearizableRead::granted).isPresent()) {
            return alarms().stream()
                    .map(alarm -> "Alarm " + alarm.kind() + " at " + alarm.memberId() + ".")
                    .collect(Collectors.joining(" "));
        }
        return read.flatMap(LinearizableRead::failure)
                .or(() -> failure)
                .map(Failure::what)
                .orElse("It did not answer.");
    }

    /** Whether a grpc-proxy answered: the status is then that of one of the members behind it. */
    public boolean isProxy() {
        return list.filter(MemberList::isOfProxy).isPresent();
    }

    /** The members it knows, as it tells clients or else its peers; empty for a proxy, which lists none. */
    public Optional<MemberList> knownMembers() {
        return isProxy() ? Optional.empty() : list.or(() -> peer.flatMap(PeerAnswer::list));
    }

    /** This row with what a guessed peer URL answered. */
    MemberProbe with(PeerAnswer peerAnswer) {
        return MemberProbeBuilder.builder(this).peer(Optional.of(peerAnswer)).build();
    }

    /** This row with the member that the list places here and what its peer URL answered. */
    MemberProbe with(Member asListed, Optional<PeerAnswer> peerAnswer) {
        return MemberProbeBuilder.builder(this).expected(Optional.of(asListed)).peer(peerAnswer).build();
    }
}
