package org.etcdrecovery.core.cluster.connect;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Gives every call with a single answer a deadline, and names in its failure what was asked for. Streams get no
 * deadline: a snapshot may take as long as it needs.
 *
 * @param timeout how long an answer may take, including the time to connect
 */
record UnaryDeadline(Duration timeout) implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        if (method.getType() != MethodType.UNARY) {
            return next.newCall(method, options);
        }
        CallOptions limited = options.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
        return new SimpleForwardingClientCall<>(next.newCall(method, limited)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                super.start(new SimpleForwardingClientCallListener<>(listener) {
                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        super.onClose(explained(status, method), trailers);
                    }
                }, headers);
            }
        };
    }

    private Status explained(Status status, MethodDescriptor<?, ?> method) {
        return status.getCode() == Status.Code.DEADLINE_EXCEEDED
                ? status.withCause(new AnswerTimeoutException(method, timeout))
                : status;
    }
}
