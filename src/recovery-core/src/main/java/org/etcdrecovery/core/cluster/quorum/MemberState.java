package org.etcdrecovery.core.cluster.quorum;

import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.text.Shown;

/**
 * A member of the list and what is known of it.
 *
 * @param member the member, as the list has it
 * @param state  what it does
 * @param why    the evidence, as a sentence
 */
public record MemberState(Member member, State state, String why) {
    /** Passes the text, which may quote a server, through {@link Shown#text}. */
    public MemberState {
        why = Shown.text(why);
    }

    /** What a member is doing, as far as can be seen. */
    public enum State {
        LEADING, FOLLOWING, LEARNING,
        /** It answers and sees no leader. */
        WITHOUT_LEADER,
        /** It runs, but serves no clients until it finds a majority. */
        WAITING_FOR_PEERS,
        /** It accepts connections but does not answer. */
        HANGING,
        /** Its host refuses the connection: nothing listens there. */
        DOWN,
        /** It cannot be reached from here; it may work. */
        UNSEEN;

        /** Whether it follows a leader, or is one. */
        public boolean works() {
            return this == LEADING || this == FOLLOWING || this == LEARNING;
        }

        /** Whether its process is known to run. */
        public boolean runs() {
            return works() || this == WITHOUT_LEADER || this == WAITING_FOR_PEERS;
        }
    }

    /**
     * Whether it was added to the cluster but never started: a member publishes its name when it starts, and etcdctl
     * calls a member without a name unstarted.
     */
    public boolean isUnstarted() {
        return member.name().isEmpty() && !state.runs() && state != State.HANGING;
    }

    /** Judges a member by the row about it; empty if no endpoint led to the member. */
    static MemberState of(Member member, Optional<MemberProbe> probe) {
        return probe.map(row -> row.status()
                .map(status -> ofStatus(member, status))
                .orElseGet(() -> ofSilence(member, row)))
                .orElseGet(() -> new MemberState(member, State.UNSEEN, "No endpoint leads to it."));
    }

    private static MemberState ofStatus(Member member, MemberStatus status) {
        String seen = "sees " + status.leader() + " leading in term " + status.raft().term() + ".";
        return switch (status.role()) {
            case LEADER -> new MemberState(member, State.LEADING, "Leads in term " + status.raft().term() + ".");
            case FOLLOWER -> new MemberState(member, State.FOLLOWING, "Follows: " + seen);
            case LEARNER -> new MemberState(member, State.LEARNING,
                    !status.hasLeader() ? "Learns, and sees no leader." : "Learns: " + seen);
            case WITHOUT_LEADER -> new MemberState(member, State.WITHOUT_LEADER,
                    "Answers, and sees no leader in term " + status.raft().term() + ".");
        };
    }

    private static MemberState ofSilence(Member member, MemberProbe row) {
        PeerAnswer.State atPeerPort = row.peer().map(PeerAnswer::state).orElse(PeerAnswer.State.SILENT);
        // A member without a client URL shows only at its peer URL.
        boolean waits = member.clientUrls().isEmpty() && atPeerPort == PeerAnswer.State.SERVING;
        Cause cause = row.failure().map(Failure::cause).orElse(Cause.NO_ANSWER);
        return new MemberState(member, waits ? State.WAITING_FOR_PEERS : ofCause(cause, atPeerPort), why(row));
    }

    private static State ofCause(Cause cause, PeerAnswer.State atPeerPort) {
        boolean seenRunning = atPeerPort == PeerAnswer.State.SERVING || atPeerPort == PeerAnswer.State.LISTENING;
        return switch (cause) {
            // It accepts clients but does not serve them: etcd that waits for a majority looks like this, and so does a
            // process that hangs.
            case NO_ANSWER, CONNECTION_LOST -> seenRunning ? State.WAITING_FOR_PEERS : State.HANGING;
            // It answers, but cannot even check a password.
            case LOGIN_NEEDS_QUORUM, NO_QUORUM -> State.WITHOUT_LEADER;
            case REFUSED -> seenRunning ? State.UNSEEN : State.DOWN;
            default -> State.UNSEEN;
        };
    }

    private static String why(MemberProbe row) {
        return row.failure().map(Failure::what).orElse("It does not answer.")
                + row.peer().map(MemberState::atPeerUrl).orElse("");
    }

    private static String atPeerUrl(PeerAnswer peer) {
        return switch (peer.state()) {
            case SERVING -> " At its peer URL it answers (etcd " + peer.version() + ").";
            case LISTENING -> " At its peer URL something listens.";
            case HANGING -> " At its peer URL it accepts connections but does not answer.";
            case SILENT -> " Its peer URL is silent, too.";
        };
    }
}
