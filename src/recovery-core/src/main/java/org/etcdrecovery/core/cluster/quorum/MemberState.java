package org.etcdrecovery.core.cluster.quorum;

import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/**
 * A member of the list and what is known of it.
 *
 * @param member the member, as the list names it
 * @param state  what it does
 * @param why    how that is known, as a sentence
 */
public record MemberState(Member member, State state, String why) {
    /** Shows what comes from outside as {@link Shown} writes it: each text is one line. */
    public MemberState {
        why = Shown.text(why);
    }

    /** What a member can be seen doing. */
    public enum State {
        LEADING, FOLLOWING, LEARNING,
        /** It answers and sees no leader. */
        WITHOUT_LEADER,
        /** It runs, and serves no clients before it finds a majority. */
        WAITING_FOR_PEERS,
        /** It accepts connections and answers nothing. */
        HANGING,
        /** Its host says that nothing listens there. */
        DOWN,
        /** It cannot be seen from here; it may be well. */
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
     * Whether it was added to the cluster and never started: a member publishes its name when it starts, and etcdctl calls
     * one without a name unstarted.
     */
    public boolean isUnstarted() {
        return member.name().isEmpty() && !state.runs() && state != State.HANGING;
    }

    /** What a probe says of a member; {@code null} when there was none. */
    static MemberState of(Member member, @Nullable MemberProbe probe) {
        if (probe == null) {
            return new MemberState(member, State.UNSEEN, "No endpoint leads to it.");
        }
        if (probe.status() != null) {
            return ofStatus(member, probe.status());
        }
        Failure failure = probe.failure();
        Cause cause = failure == null ? Cause.NO_ANSWER : failure.cause();
        // Where it has published no client URL, nothing but its peer URL can tell of it.
        boolean waits = member.clientUrls().isEmpty() && probe.peer() != null
                && probe.peer().state() == PeerAnswer.State.SERVING;
        return new MemberState(member, waits ? State.WAITING_FOR_PEERS : ofSilence(cause, probe.peer()),
                why(failure, probe.peer()));
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

    private static State ofSilence(Cause cause, @Nullable PeerAnswer peer) {
        PeerAnswer.State atPeerPort = peer == null ? PeerAnswer.State.SILENT : peer.state();
        boolean seenRunning = atPeerPort == PeerAnswer.State.SERVING || atPeerPort == PeerAnswer.State.LISTENING;
        return switch (cause) {
            // Accepts clients and does not serve them: that is how etcd waits for a majority, and how a process hangs.
            case NO_ANSWER, CONNECTION_LOST -> seenRunning ? State.WAITING_FOR_PEERS : State.HANGING;
            // It answers, and cannot even check a password.
            case LOGIN_NEEDS_QUORUM, NO_QUORUM -> State.WITHOUT_LEADER;
            case REFUSED -> seenRunning ? State.UNSEEN : State.DOWN;
            default -> State.UNSEEN;
        };
    }

    private static String why(@Nullable Failure failure, @Nullable PeerAnswer peer) {
        String client = failure == null ? "It does not answer." : failure.what();
        if (peer == null) {
            return client;
        }
        return client + switch (peer.state()) {
            case SERVING -> " At its peer URL it answers (etcd " + peer.version() + ").";
            case LISTENING -> " At its peer URL something listens.";
            case HANGING -> " At its peer URL it accepts connections and answers nothing.";
            case SILENT -> " Its peer URL is silent, too.";
        };
    }
}
