package org.etcdrecovery.core.cluster.probe;

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
import org.jspecify.annotations.Nullable;

/**
 * All that was learned of one member, or of one endpoint behind which no member answered: one row of a table.
 *
 * @param endpoint     where it was asked
 * @param named        whether the operator named this endpoint; otherwise it was found in a list of members
 * @param expected     the member that the list says lives there; {@code null} when no list says anything
 * @param status       what it says of itself; {@code null} when it does not answer
 * @param list         the members it knows; {@code null} when it does not answer
 * @param read         the attempt to read through the log; {@code null} when it was not made
 * @param failure      why it does not answer, or what is wrong although it does (a login that failed); {@code null} when
 *                     all is well
 * @param peer         what its peer URL says; {@code null} when that was not asked
 * @param milliseconds how long the answer took
 * @param loginFailed  whether a login was given and failed here, for the reason that is the failure
 */
public record MemberProbe(Endpoint endpoint, boolean named, @Nullable Member expected, @Nullable MemberStatus status,
        @Nullable MemberList list, @Nullable LinearizableRead read, @Nullable Failure failure,
        @Nullable PeerAnswer peer, long milliseconds, boolean loginFailed) {

    /** One without a login that failed. */
    public MemberProbe(Endpoint endpoint, boolean named, @Nullable Member expected, @Nullable MemberStatus status,
            @Nullable MemberList list, @Nullable LinearizableRead read, @Nullable Failure failure,
            @Nullable PeerAnswer peer, long milliseconds) {
        this(endpoint, named, expected, status, list, read, failure, peer, milliseconds, false);
    }

    /** Whether it answers on its client port. */
    public boolean answers() {
        return status != null;
    }

    /**
     * Whether it accepts clients and does not serve them, as a member that waits for a majority; with authentication on,
     * it serves them no further than to a login that it cannot check.
     */
    public boolean mayWaitForPeers() {
        return failure != null && (failure.cause() == Cause.NO_ANSWER || failure.cause() == Cause.LOGIN_NEEDS_QUORUM);
    }

    /** Its member ID, as far as it is known. */
    public Optional<MemberId> memberId() {
        if (status != null) {
            return Optional.of(status.memberId());
        }
        return Optional.ofNullable(expected).map(Member::id);
    }

    /** Where it was asked, as text; the member itself where no client URL leads to it. */
    public String where() {
        return failure != null && failure.cause() == Cause.NO_CLIENT_URL
                ? memberId().map(id -> "member " + id).orElse("")
                : endpoint.url();
    }

    /** Its name; empty when nobody knows it. */
    public String name() {
        if (status != null && list != null) {
            return list.find(status.memberId()).map(Member::name).orElse("");
        }
        return expected == null ? "" : expected.name();
    }

    /** Its name and where it was asked, for a sentence; only the latter where the name is not known. */
    public String called() {
        return name().isEmpty() ? endpoint.toString() : Shown.name(name()) + " at " + endpoint;
    }

    /** The alarms it tells of. */
    public List<Alarm> alarms() {
        return status == null ? List.of() : status.alarms();
    }

    /** Whether a majority confirmed a read that it served, the login did not fail, and it tells of no alarm. */
    public boolean isHealthy() {
        return complaint().isEmpty();
    }

    /** What keeps it from being healthy, as a sentence; empty when it is. */
    public String complaint() {
        if (loginFailed && failure != null) {
            return failure.what();
        }
        if (read != null && read.granted()) {
            return alarms().isEmpty()
                    ? ""
                    : alarms().stream()
                            .map(alarm -> "Alarm " + alarm.kind() + " at " + alarm.memberId() + ".")
                            .collect(Collectors.joining(" "));
        }
        if (read != null && read.failure() != null) {
            return read.failure().what();
        }
        return failure == null ? "It did not answer." : failure.what();
    }

    /** Whether a grpc-proxy answered: the status is that of one of the members behind it. */
    public boolean isProxy() {
        return list != null && list.isOfProxy();
    }

    /** The list of members that it knows, as told to clients or else to peers; empty for a proxy, which lists none. */
    public Optional<MemberList> knownMembers() {
        if (isProxy()) {
            return Optional.empty();
        }
        return list == null && peer != null ? Optional.ofNullable(peer.list()) : Optional.ofNullable(list);
    }

    /** The same with what stands behind a peer URL that was guessed. */
    MemberProbe with(PeerAnswer peerAnswer) {
        return new MemberProbe(endpoint, named, expected, status, list, read, failure, peerAnswer, milliseconds,
                loginFailed);
    }

    /** The same with what the list of members says about it and what its peer URL answered. */
    MemberProbe with(Member asListed, @Nullable PeerAnswer peerAnswer) {
        return new MemberProbe(endpoint, named, asListed, status, list, read, failure, peerAnswer, milliseconds,
                loginFailed);
    }
}
