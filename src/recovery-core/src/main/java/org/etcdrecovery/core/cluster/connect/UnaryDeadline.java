package org.etcdrecovery.core.cluster.connect;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call with one answer a deadline. Streams are left alone: a snapshot may take as long as it takes.
 *
 * @param timeout how long an answer may take, the time to connect included
 */
record UnaryDeadline(Duration timeout) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        CallOptions limited = method.getType() == MethodDescriptor.MethodType.UNARY
                ? options.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                : options;
        return next.newCall(method, limited);
    }
}
