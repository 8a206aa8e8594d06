package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.proto.RaftRequest;

/**
 * Tells requests of the v2 API from those of v3: the field that holds the method in v2 holds a message in v3. Source:
 * server/etcdserver/v2_server.go of etcd 3.4 and 3.5.
 */
public final class V2Methods {
    /** None of them parses as an embedded message. */
    private static final Set<ByteString> METHODS = Stream.of("PUT", "POST", "DELETE", "QGET", "SYNC")
            .map(ByteString::copyFromUtf8)
            .collect(Collectors.toUnmodifiableSet());

    private V2Methods() {}

    /** Whether a request is of the v2 API. */
    public static boolean isV2(RaftRequest request) {
        return METHODS.contains(request.getV2());
    }
}
