package org.etcdrecovery.core.cluster.connect;

import io.grpc.MethodDescriptor;
import java.io.IOException;
import java.time.Duration;

/** An answer was not complete in time. The message says what was asked for and how long the wait was. */
final class AnswerTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param asked  what was asked for, as in "its status"
     * @param waited how long
     */
    AnswerTimeoutException(String asked, Duration waited) {
        super("asked for " + asked + ", waited " + Failure.seconds(waited));
    }

    AnswerTimeoutException(MethodDescriptor<?, ?> method, Duration waited) {
        this(asked(method.getFullMethodName()), waited);
    }

    private static String asked(String method) {
        return switch (method) {
            case "etcdserverpb.Maintenance/Status" -> "its status";
            case "etcdserverpb.Maintenance/HashKV" -> "the hash of its keys";
            case "etcdserverpb.Cluster/MemberList" -> "the list of members";
            case "etcdserverpb.Auth/Authenticate" -> "a login";
            case "etcdserverpb.KV/Range" -> "keys";
            case "etcdserverpb.KV/Put" -> "a write";
            case "etcdserverpb.KV/DeleteRange" -> "a deletion";
            default -> method;
        };
    }
}
