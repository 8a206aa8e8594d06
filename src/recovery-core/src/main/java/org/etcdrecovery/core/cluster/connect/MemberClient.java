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
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.wire.HashKVRequest;
import org.etcdrecovery.core.cluster.wire.HashKVResponse;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.text.UrlText;
import org.jspecify.annotations.Nullable;

/**
 * One member of a cluster, addressed through one endpoint over one channel. Every call ends within the command timeout,
 * and at once when there is no connection to be had.
 *
 * <p>A client is for one errand. A connection that failed is not tried again before gRPC's backoff allows it, up to two
 * minutes later; whoever waits for a member to come up opens a new client for each attempt.
 *
 * <p>The calls block. They belong on a thread of their own, never on one that paints.
 */
public final class MemberClient implements AutoCloseable {
    private final Endpoint endpoint;
    private final @Nullable Tls tls;
    private final Duration dialTimeout;
    private final Transport transport;
    private final ManagedChannel connection;
    private final Contacts.Access access;
    private final Session session;
    private final Channel channel;
    private final MaintenanceGrpc.MaintenanceBlockingStub maintenance;
    private final JetcdCalls jetcd;

    private MemberClient(Endpoint endpoint, ConnectionSettings settings, Contacts.Access access, @Nullable Tls tls,
            Transport transport, ManagedChannel connection) {
        this.endpoint = endpoint;
        this.tls = tls;
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

    /**
     * Prepares to talk to a member. Nothing is sent yet.
     *
     * @param endpoint where the member listens
     * @param settings certificates, login and timeouts; the login is shown only to its endpoints
     * @throws SettingsException when certificates or keys cannot be used
     */
    public static MemberClient open(Endpoint endpoint, ConnectionSettings settings) throws SettingsException {
        return new Contacts(settings).open(endpoint);
    }

    static MemberClient open(Endpoint endpoint, ConnectionSettings settings, Contacts.Access access, Purpose purpose)
            throws SettingsException {
        // Files that were given are read in any case: what is wrong with them is not to show only once TLS is used.
        Tls given = endpoint.tls() || settings.tls().isSet() ? Tls.of(settings.tls()) : null;
        Tls tls = endpoint.tls() ? given : null;
        Transport transport = new Transport(endpoint);
        NettyChannelBuilder builder = purpose.limit(transport.builder())
                .withOption(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(settings.dialTimeout().toMillis()))
                .disableRetry();
        if (tls != null) {
            builder.sslContext(tls.forGrpc());
            overrideName(builder, settings.tls().serverName());
        } else {
            builder.usePlaintext();
        }
        return new MemberClient(endpoint, settings, access, tls, transport, builder.build());
    }

    private static void overrideName(NettyChannelBuilder builder, @Nullable String name) throws SettingsException {
        try {
            if (name != null) {
                builder.overrideAuthority(name);
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException(
                    "The TLS server name '" + UrlText.of(name) + "' cannot be the name of a server.", e);
        }
    }

    /** Where this talks to. */
    public Endpoint endpoint() {
        return endpoint;
    }

    /**
     * Logs in, where a user and password are set and this endpoint may see them. Calls made without it are made as
     * nobody, or with a token that another endpoint issued.
     *
     * @throws CallFailedException when the login fails: the password is wrong, or no majority is there to check it
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

    /** A member that answers, but not to a login, looks in vain for a majority. */
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
            // From 3.5 on, the status is for users only; to say so is an answer, too.
            return failureOf(e).cause() == Cause.LOGIN_REQUIRED;
        }
    }

    /**
     * What the member says of itself. Answered without a majority.
     *
     * @throws CallFailedException when it does not say
     */
    public MemberStatus status() throws CallFailedException {
        return call(() -> {
            StatusResponse answer = maintenance.status(StatusRequest.getDefaultInstance());
            return Limits.check(new MemberStatus(new ClusterId(answer.getHeader().getClusterId()),
                    new MemberId(answer.getHeader().getMemberId()), answer.getVersion(),
                    new DbSize(answer.getDbSize(), answer.getDbSizeInUse(), answer.getDbSizeQuota()),
                    new MemberId(answer.getLeader()),
                    new RaftProgress(answer.getRaftTerm(), answer.getRaftIndex(), answer.getRaftAppliedIndex()),
                    answer.getHeader().getRevision(), answer.getIsLearner(), answer.getStorageVersion(),
                    answer.getErrorsList()));
        });
    }

    /**
     * Who belongs to the cluster, as this member knows it: answered without a majority, and therefore perhaps old.
     *
     * @throws CallFailedException when it does not say
     */
    public MemberList members() throws CallFailedException {
        return call(jetcd::members);
    }

    /**
     * Reads through the log, which only a leader that a majority follows can grant. What is read does not matter, nor
     * whether the user may read it: the member looks at that afterwards.
     *
     * @throws CallFailedException when the read was not granted
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
     * @param revision up to where; 0 for the current one
     * @throws CallFailedException when the member does not say: the revision was compacted, or the user is not root
     */
    public HashKvAnswer hashKv(long revision) throws CallFailedException {
        return call(() -> {
            HashKVResponse answer = maintenance.hashKV(HashKVRequest.newBuilder().setRevision(revision).build());
            return new HashKvAnswer(new MemberId(answer.getHeader().getMemberId()), answer.getHash(),
                    answer.getCompactRevision(),
                    answer.getHashRevision());
        });
    }

    /**
     * How many keys there are.
     *
     * @param revision as of when; 0 for now
     * @throws CallFailedException when the member does not say: the revision was compacted, or the user may not read
     */
    public long countAt(long revision) throws CallFailedException {
        return call(() -> jetcd.countAt(revision));
    }

    /**
     * Keys in their order, as this member holds them.
     *
     * @param from     the first key
     * @param revision as of when; 0 for now
     * @param limit    how many at most
     * @throws CallFailedException when the member does not say: the revision was compacted, the user may not read, or
     *                             the keys have more than {@link Limits#PAGE} bytes
     */
    public List<KeyValue> rangeAt(byte[] from, long revision, int limit) throws CallFailedException {
        return call(() -> jetcd.rangeAt(from, revision, limit));
    }

    /**
     * Writes a key.
     *
     * @return the revision of the write
     * @throws CallFailedException when it was not written, or nobody knows
     */
    public long put(String key, String value) throws CallFailedException {
        return call(() -> jetcd.put(key, value));
    }

    /**
     * Deletes a key.
     *
     * @return the revision of the deletion
     * @throws CallFailedException when it was not deleted, or nobody knows
     */
    public long delete(String key) throws CallFailedException {
        return call(() -> jetcd.delete(key));
    }

    /**
     * Whether a watch from a revision on is refused because that revision has been compacted.
     *
     * @throws CallFailedException when it is refused for another reason
     */
    public boolean isWatchRefusedAsCompacted(long revision) throws CallFailedException {
        return call(() -> jetcd.isWatchRefusedAsCompacted(revision));
    }

    /**
     * A call that streams, with the login of this client and without a deadline.
     *
     * @param messageLimit how many bytes a message may have
     */
    public <Q, A> ClientCall<Q, A> stream(MethodDescriptor<Q, A> method, int messageLimit) {
        return channel.newCall(method, CallOptions.DEFAULT.withMaxInboundMessageSize(messageLimit));
    }

    /** What made a stream fail. */
    public Failure failureOf(Throwable thrown) {
        return access.explain(Failures.of(thrown, endpoint));
    }

    private <T> T call(Callable<T> rpc) throws CallFailedException {
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
        Failure failure = new FailureDiagnoser(endpoint, tls, dialTimeout).diagnose(Failures.of(e, endpoint),
                connected);
        return new CallFailedException(access.explain(failure), e);
    }

    @Override
    public void close() {
        jetcd.close();
        connection.shutdownNow();
        transport.close();
    }
}
