package org.etcdrecovery.core.cluster.connect;

import java.util.Optional;

/**
 * What the peer URL of a member answers if its client port is silent. A member that was restarted without a majority
 * serves its peers but no clients: it is waiting, not dead.
 *
 * @param endpoint where its peers reach it
 * @param state    what answered
 * @param version  of the server; empty if it did not say
 * @param list     the members it knows; empty if it did not say
 * @param failure  why there was no answer; empty if there was one
 */
public record PeerAnswer(Endpoint endpoint, State state, String version, Optional<MemberList> list,
        Optional<Failure> failure) {
    /** What can answer at a peer URL. */
    public enum State {
        /** The member runs and serves its peers. */
        SERVING,
        /** Something holds the port but does not let us in, for instance because we show no peer certificate. */
        LISTENING,
        /** Something accepts connections and does not answer: the process is frozen or hangs. */
        HANGING, SILENT
    }
}
