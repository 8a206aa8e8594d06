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
import java.util.Optional;
import org.etcdrecovery.core.cluster.connect.Contact.Shown;

/**
 * The login of a client at one member: gets a token for user and password and sends it with every call, if the member
 * may see them. etcd forgets a simple token after five minutes without use, and when the member restarts.
 */
final class Session implements ClientInterceptor {
    private static final Metadata.Key<String> TOKEN = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

    private final Channel connection;
    private final Contacts.Access access;

    /**
     * @param connection the channel without the session; its calls have deadlines
     * @param access     which credentials the member may see
     */
    Session(Channel connection, Contacts.Access access) {
        this.connection = connection;
        this.access = access;
    }

    /** Whether user and password are set and the member may see them. */
    boolean canLogIn() {
        return access.login().filter(login -> login.token().isEmpty()).isPresent();
    }

    /**
     * Gets a new token if the member may see user and password, unless the operator gave a token. A cluster without
     * authentication needs none.
     *
     * @throws StatusRuntimeException if the member refuses or does not answer
     */
    void open() {
        Login login = access.login().orElse(null);
        if (login == null) {
            return;
        }
        access.keep(login.token());
        if (login.token().isPresent()) {
            return;
        }
        access.note(Shown.PASSWORD);
        AuthenticateRequest request = AuthenticateRequest.newBuilder()
                .setName(login.user())
                .setPassword(login.password())
                .build();
        try {
            access.keep(Optional.of(AuthGrpc.newBlockingStub(connection)
                    .authenticate(request)
                    .getToken()));
        } catch (StatusRuntimeException e) {
            String said = String.valueOf(e.getStatus().getDescription());
            if (!said.contains("authentication is not enabled")) {
                throw e;
            }
        }
    }

    /** Whether a call failed because the member no longer knows the token, so that a new one helps. */
    boolean hasExpired(Throwable failure) {
        String said = String.valueOf(Status.fromThrowable(failure).getDescription());
        return canLogIn() && access.token().isPresent()
                && (said.contains("invalid auth token") || said.contains("revision of auth store is old"));
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<A> listener, Metadata headers) {
                Optional<String> token = access.token();
                access.note(token.isPresent() ? Shown.TOKEN : Shown.NOTHING);
                token.ifPresent(current -> headers.put(TOKEN, current));
                super.start(listener, headers);
            }
        };
    }
}
