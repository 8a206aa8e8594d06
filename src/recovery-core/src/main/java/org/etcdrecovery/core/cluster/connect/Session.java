package org.etcdrecovery.core.cluster.connect;

import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthenticateRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The login of a client at one member: gets a token for user and password and shows it with every call. A simple token
 * is known to the member that gave it and no other, and is forgotten after five minutes without use.
 */
final class Session implements ClientInterceptor {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

    private final Channel connection;
    private final Login login;
    private final Duration timeout;
    private volatile @Nullable String token;

    /**
     * @param connection the channel without interceptors
     * @param login      user and password, or a token
     * @param timeout    how long the member may take to answer
     */
    Session(Channel connection, Login login, Duration timeout) {
        this.connection = connection;
        this.login = login;
        this.timeout = timeout;
    }

    /**
     * Gets a new token, unless one was issued before. A cluster that has authentication switched off needs none.
     *
     * @throws StatusRuntimeException when it is refused or there is no answer
     */
    void open() {
        token = login.token().orElse(null);
        if (token != null) {
            return;
        }
        AuthenticateRequest request = AuthenticateRequest.newBuilder()
                .setName(login.user())
                .setPassword(login.password())
                .build();
        try {
            token = AuthGrpc.newBlockingStub(connection)
                    .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .authenticate(request)
                    .getToken();
        } catch (StatusRuntimeException e) {
            String said = String.valueOf(e.getStatus().getDescription());
            if (!said.contains("authentication is not enabled")) {
                throw e;
            }
        }
    }

    /** Whether a call failed because the token is no longer known, so that a new one helps. */
    boolean hasExpired(Throwable failure) {
        String said = String.valueOf(Status.fromThrowable(failure).getDescription());
        return token != null && login.token().isEmpty()
                && (said.contains("invalid auth token") || said.contains("revision of auth store is old"));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                String current = token;
                if (current != null) {
                    headers.put(TOKEN, current);
                }
                super.start(listener, headers);
            }
        };
    }
}
