package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.ByteString;
import org.etcdrecovery.core.proto.RaftRequest;
import org.etcdrecovery.core.proto.V2Request;

/** What a normal entry of the log requests. */
sealed interface Request {
    /**
     * A request about keys.
     *
     * @param client who sent it
     */
    record Keys(Client client, Operation operation) implements Request {}

    /** A request about anything else. */
    record Other(Client client, RaftRequest message) implements Request {}

    /** A bare request of the v2 API, by which 3.4 and 3.5 publish members and the cluster version. */
    record V2(V2Request message) implements Request {}

    /** A leader's first entry, which requests nothing. */
    record Nothing() implements Request {}

    /**
     * On whose behalf a request was proposed while authentication was on.
     *
     * @param user         the name of the user; empty if there was none
     * @param authRevision the revision of users and roles at that time; 0 if there was none
     */
    record Client(ByteString user, long authRevision) {
        static final Client NONE = new Client(ByteString.EMPTY, 0);
    }
}
