package org.etcdrecovery.core.cluster.connect;

import org.jspecify.annotations.Nullable;

/**
 * What stands behind the peer URL of a member whose client port is silent. A member that was restarted without a
 * majority serves no clients, but its peers: it is waiting, not dead.
 *
 * @param endpoint  where its peers reach it
 * @param state     what was found
 * @param version   of the server; empty when it did not say
 * @param list      the members it knows; {@code null} when it did not say
 * @param failure   why there was no answer; {@code null} when there was
 */
public record PeerAnswer(Endpoint endpoint, State state, String version, @Nullable MemberList list,
        @Nullable Failure failure) {
    /** What can be found. */
    public enum State {
        /** It serves its peers: it runs. */
        SERVING,
        /** Something holds the port and does not let us in, for instance for want of a certificate of a peer. */
        LISTENING,
        /** It accepts connections and answers nothing: the process is frozen or hangs. */
        HANGING, SILENT
    }
}
