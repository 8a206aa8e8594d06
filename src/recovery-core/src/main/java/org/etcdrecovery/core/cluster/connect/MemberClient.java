package org.etcdrecovery.core.cluster.connect;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.wire.HashKVRequest;
import org.etcdrecovery.core.cluster.wire.HashKVResponse;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * A client of one member, through one endpoint and over one channel. Every call ends within the command timeout, and at
 * once if no connection can be made.
 *
 * <p>Use a client for one task. gRPC retries a failed connection only after its backoff, up to two minutes later, so
 * open a new client for each attempt to wait for a member that starts.
 *
 * <p>The calls block. Make them on a background thread, never on the user interface's.
 */
public final class MemberClient implements AutoCloseable {
    private final Endpoint endpoint;
    private final @Nullable Tls tls;
    private final Duration dialTimeout;
    private final Routes routes;
    private final OptionalInt route;
    private final @Nullable CallFailedException noWay;
    private final Transport transport;
    private final ManagedChannel connection;
    private final Contacts.Access access;
    private final Session session;
    private final Channel channel;
    private final MaintenanceGrpc.MaintenanceBlockingStub maintenance;
    private final JetcdCalls jetcd;

    private MemberClient(Endpoint endpoint, ConnectionSettings settings, Contacts.Access access, @Nullable Tls tls,
            Transport transport, ManagedChannel connection, OptionalInt route, @Nullable CallFailedException noWay) {
        this.endpoint = endpoint;
        this.tls = tls;
        this.routes = settings.routes();
        this.route = route;
        this.noWay = noWay;
        this.dialTimeout = settings.dialTimeout();
        this.transport = transport;
        this.connection = connection;
        this.access = access;
        Channel timed = ClientInterceptors.intercept(connection, new UnaryDeadline(settings.commandTimeout()));
        this.session = new Session(timed, access);
        this.channel = ClientInterceptors.intercept(timed, session);
        this.maintenance = MaintenanceGrpc.newBlockingStub(channel);
        this.jetcd = new JetcdCalls(channel, settings.commandTimeout());
    }

    static MemberClient open(Endpoint endpoint, ConnectionSettings settings, Contacts.Access access, Purpose purpose)
            throws SettingsException {
        // Reads the given files in any case, so that what is wrong with them shows even before TLS is used.
        Tls given = endpoint.tls() || settings.tls().isSet() ? Tls.of(settings.tls()) : null;
        Tls tls = endpoint.tls() ? given : null;
        OptionalInt route = OptionalInt.empty();
        CallFailedException noWay = null;
        try {
            route = settings.routes().port(endpoint);
        } catch (CallFailedException e) {
            noWay = e;
        }
        Transport transport = new Transport(endpoint, route);
        NettyChannelBuilder builder = purpose.limit(transport.builder())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.dialTimeout().toMillis()))
                .disableRetry();
        if (tls != null) {
            builder.sslContext(tls.forGrpc());
            overrideName(builder, settings.tls().serverName());
        } else {
            builder.usePlaintext();
        }
        return new MemberClient(endpoint, settings, access, tls, transport, builder.build(), route, noWay);
    }

    private static void overrideName(NettyChannelBuilder builder, Optional<String> name) throws SettingsException {
        try {
            name.ifPresent(builder::overrideAuthority);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "The TLS server name '" + UrlText.of(name.orElse("")) + "' cannot be the name of a server.", e);
        }
    }

    /** The endpoint of this client. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Logs in, if user and password are set and this endpoint may see them. Calls without a login are anonymous, or use
     * a token that another endpoint issued.
     *
     * @throws CallFailedException if the login fails: the password is wrong, or no majority is there to check it
     */
    public void login() throws CallFailedException {
        try {
            call(() -> {
                session.open();
                return true;
            });
        } catch (CallFailedException e) {
            throw needsQuorum(e) ? new CallFailedException(Failures.loginNeedsQuorum(e.failure().detail()), e) : e;
        }
    }

    /** Whether the member answers, but not to a login: it finds no majority to check the password. */
    private boolean needsQuorum(CallFailedException e) {
        return switch (e.failure().cause()) {
            case NO_QUORUM -> true;
            case NO_ANSWER -> answersAlone();
            default -> false;
        };
    }

    private boolean answersAlone() {
        try {
            return maintenance.status(StatusRequest.getDefaultInstance()).getLeader() == 0;
        } catch (StatusRuntimeException e) {
            // From 3.5 on the status requires a login, so this refusal is an answer, too.
            return failureOf(e).cause() == Cause.LOGIN_REQUIRED;
        }
    }

    /**
     * The status of the member. It answers without a majority.
     *
     * @throws CallFailedException if it does not answer
     */
    public MemberStatus status() throws CallFailedException {
        return call(() -> {
            StatusResponse answer = maintenance.status(StatusRequest.getDefaultInstance());
            return Limits.check(new MemberStatus(AnswerHeader.clusterId(answer.getHeader().getClusterId()),
                    new MemberId(answer.getHeader().getMemberId()), answer.getVersion(),
                    new DbSize(answer.getDbSize(), answer.getDbSizeInUse(), answer.getDbSizeQuota()),
                    new MemberId(answer.getLeader()),
                    new RaftProgress(answer.getRaftTerm(), answer.getRaftIndex(), answer.getRaftAppliedIndex()),
                    answer.getHeader().getRevision(), answer.getIsLearner(), answer.getStorageVersion(),
                    answer.getErrorsList()));
        });
    }

    /**
     * The members of the cluster, as this member knows them. It answers without a majority, so the list may be out of
     * date.
     *
     * @throws CallFailedException if it does not answer
     */
    public MemberList members() throws CallFailedException {
        return call(jetcd::members);
    }

    /**
     * Reads through the log, which succeeds only if a majority follows the leader. It does not matter what is read, nor
     * whether the user may read it: the member checks that afterwards.
     *
     * @throws CallFailedException if the read is not granted
     */
    public void linearizableRead() throws CallFailedException {
        try {
            call(jetcd::linearizableRead);
        } catch (CallFailedException e) {
            if (e.failure().cause() != Cause.NO_PERMISSION) {
                throw e;
            }
        }
    }

    /**
     * The hash of the history of the keyspace, as this member holds it.
     *
     * @param revision the last revision to include; 0 for the current one
     * @throws CallFailedException if the member does not answer, the revision was compacted, or the user is not root
     */
    public HashKvAnswer hashKv(long revision) throws CallFailedException {
        return call(() -> {
            HashKVResponse answer = maintenance.hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
            AnswerHeader.clusterId(answer.getHeader().getClusterId());
            return new HashKvAnswer(new MemberId(answer.getHeader().getMemberId()), answer.getHash(),
                    answer.getCompactRevision(),
                    answer.getHashRevision());
        });
    }

    /**
     * The number of keys at a revision.
     *
     * @param revision the revision; 0 for the current one
     * @throws CallFailedException if the member does not answer, the revision was compacted, or the user may not read
     */
    public long countAt(long revision) throws CallFailedException {
        return call(() -> jetcd.countAt(revision));
    }

    /**
     * Keys in ascending order, as this member holds them.
     *
     * @param from     the first key
     * @param revision the revision to read at; 0 for the current one
     * @param limit    the maximum number of keys
     * @throws CallFailedException if the member does not answer, the revision was compacted, the user may not read, or
     *                             the keys take more than {@link Limits#PAGE} bytes
     */
    public List<KeyValue> rangeAt(byte[] from, long revision, int limit) throws CallFailedException {
        return call(() -> jetcd.rangeAt(from, revision, limit));
    }

    /**
     * Writes a key.
     *
     * @return the revision of the write
     * @throws CallFailedException if the key was not written, or it is unknown whether it was
     */
    public long put(String key, String value) throws CallFailedException {
        return call(() -> jetcd.put(key, value));
    }

    /**
     * Deletes a key.
     *
     * @return the revision of the deletion
     * @throws CallFailedException if the key was not deleted, or it is unknown whether it was
     */
    public long delete(String key) throws CallFailedException {
        return call(() -> jetcd.delete(key));
    }

    /**
     * Whether a watch from this revision on is refused because the revision has been compacted.
     *
     * @throws CallFailedException if it is refused for another reason
     */
    public boolean isWatchRefusedAsCompacted(long revision) throws CallFailedException {
        return call(() -> jetcd.isWatchRefusedAsCompacted(revision));
    }

    /**
     * Creates a streaming call with the login of this client and without a deadline.
     *
     * @param messageLimit the maximum size of a message, in bytes
     */
    public <Q, A> ClientCall<Q, A> stream(MethodDescriptor<Q, A> method, int messageLimit) {
        return channel.newCall(method, CallOptions.DEFAULT.withMaxInboundMessageSize(messageLimit));
    }

    /** Why a stream failed. */
    public Failure failureOf(Throwable thrown) {
        return access.explain(Failures.of(thrown, endpoint));
    }

    private <T> T call(Callable<T> rpc) throws CallFailedException {
        if (noWay != null) {
            throw new CallFailedException(noWay.failure(), noWay);
        }
        try {
            return rpc.call();
        } catch (Exception e) {
            if (session.hasExpired(e)) {
                login();
                return once(rpc);
            }
            throw failed(e);
        }
    }

    private <T> T once(Callable<T> rpc) throws CallFailedException {
        try {
            return rpc.call();
        } catch (Exception e) {
            throw failed(e);
        }
    }

    private CallFailedException failed(Exception e) {
        if (Thread.currentThread().isInterrupted()) {
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
        boolean connected = connection.getState(false) == ConnectivityState.READY;
        Failure failure = new FailureDiagnoser(endpoint, route, routes, tls, dialTimeout)
                .diagnose(Failures.of(e, endpoint), connected);
        return new CallFailedException(access.explain(failure), e);
    }

    @Override
    public void close() {
        jetcd.close();
        connection.shutdownNow();
        transport.close();
    }
}
