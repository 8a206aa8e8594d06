package org.etcdrecovery.core.cluster.connect;

import io.etcd.jetcd.api.AuthGrpc;
import io.etcd.jetcd.api.AuthenticateRequest;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.etcdrecovery.core.cluster.connect.TestAuthority.Issued;
import org.etcdrecovery.core.cluster.wire.HashKVRequest;
import org.etcdrecovery.core.cluster.wire.HashKVResponse;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.SnapshotRequest;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.jspecify.annotations.Nullable;

/**
 * A member with authentication on, or a host planted in the member list. Records every call, and the passwords and
 * tokens that arrive. It issues {@link #TOKEN} for every login and serves every call that shows it, as in a real
 * cluster every member knows the tokens of the others.
 */
public final class RecordingMember implements AutoCloseable {
    /** The token that it issues. */
    public static final String TOKEN = "token.1";
    private static final Metadata.Key<String> HEADER = Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);
    private static final Context.Key<Boolean> KNOWN = Context.key("known");

    private volatile ClusterId cluster = new ClusterId(0xCAFE);
    private final long id;
    private final String host;
    private final boolean tls;
    private final Server server;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<String> passwords = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<String> certificates = new CopyOnWriteArrayList<>();
    private volatile Supplier<Status> login = () -> Status.OK;
    private volatile boolean forgetful;
    private volatile List<RecordingMember> members = List.of();

    /** Starts the member on a free port of loopback, without TLS. */
    public RecordingMember(long id) throws IOException {
        this(id, "127.0.0.1", null, null);
    }

    /**
     * Starts the member on a free port of loopback.
     *
     * @param host  the host name in its endpoint, one of loopback
     * @param files its certificate and key; {@code null} for a member without TLS
     * @param ca    the authority of the client certificates that it requires; {@code null} if it requires none
     */
    RecordingMember(long id, String host, @Nullable Issued files, @Nullable Path ca) throws IOException {
        this.id = id;
        this.host = host;
        this.tls = files != null;
        NettyServerBuilder builder = NettyServerBuilder
                .forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .intercept(new Recorder())
                .addService(new Auth())
                .addService(new Cluster())
                .addService(new Kv())
                .addService(new Maintenance());
        if (files != null) {
            SslContextBuilder context = GrpcSslContexts.configure(
                    SslContextBuilder.forServer(files.certificate().toFile(), files.key().toFile()), SslProvider.JDK);
            if (ca != null) {
                context.trustManager(ca.toFile()).clientAuth(ClientAuth.OPTIONAL);
            }
            builder.sslContext(context.build());
        }
        server = builder.build().start();
    }

    /** Lists these members from now on. */
    public static void join(RecordingMember... all) {
        for (RecordingMember member : all) {
            member.members = List.of(all);
        }
    }

    /** Makes the given members a cluster with this ID. */
    static void join(ClusterId cluster, RecordingMember... all) {
        join(all);
        for (RecordingMember member : all) {
            member.cluster = cluster;
        }
    }

    /** Answers logins with this status from now on. */
    void answerLogins(Supplier<Status> status) {
        login = status;
    }

    /** Forgets all tokens, so that none is accepted until a new one is issued. */
    void forgetTokens() {
        forgetful = true;
    }

    /** The endpoint of the member. */
    public Endpoint endpoint() {
        return new Endpoint(host, server.getPort(), tls);
    }

    /** The method names of the calls that arrived. */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** The passwords that arrived. */
    public List<String> passwords() {
        return List.copyOf(passwords);
    }

    /** The tokens that arrived, one for each call that showed one. */
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    /** The subjects of the client certificates that were shown. */
    List<String> certificates() {
        return List.copyOf(certificates);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Recorder implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
                ServerCallHandler<Q, A> next) {
            calls.add(String.valueOf(call.getMethodDescriptor().getBareMethodName()));
            String token = headers.get(HEADER);
            if (token != null) {
                tokens.add(token);
            }
            certificate(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
            boolean known = TOKEN.equals(token) && !forgetful;
            return Contexts.interceptCall(Context.current().withValue(KNOWN, known), call, headers, next);
        }
    }

    private void certificate(@Nullable SSLSession session) {
        try {
            if (session != null) {
                certificates.add(session.getPeerPrincipal().getName());
            }
        } catch (SSLPeerUnverifiedException none) {
            // Expected.
        }
    }

    private ResponseHeader header() {
        return ResponseHeader.newBuilder().setClusterId(cluster.value()).setMemberId(id).setRevision(7).build();
    }

    private <T> void answer(StreamObserver<T> observer, T answer) {
        if (KNOWN.get()) {
            observer.onNext(answer);
            observer.onCompleted();
        } else if (forgetful) {
            observer.onError(
                    Status.UNAUTHENTICATED.withDescription("etcdserver: invalid auth token").asRuntimeException());
        } else {
            observer.onError(
                    Status.INVALID_ARGUMENT.withDescription("etcdserver: user name is empty").asRuntimeException());
        }
    }

    private final class Auth extends AuthGrpc.AuthImplBase {
        @Override
        public void authenticate(AuthenticateRequest request, StreamObserver<AuthenticateResponse> observer) {
            passwords.add(request.getPassword());
            Status status = login.get();
            if (status.isOk()) {
                forgetful = false;
                observer.onNext(AuthenticateResponse.newBuilder().setHeader(header()).setToken(TOKEN).build());
                observer.onCompleted();
            } else {
                observer.onError(status.asRuntimeException());
            }
        }
    }

    private final class Cluster extends ClusterGrpc.ClusterImplBase {
        @Override
        public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> observer) {
            MemberListResponse.Builder list = MemberListResponse.newBuilder().setHeader(header());
            for (RecordingMember member : members) {
                list.addMembers(Member.newBuilder()
                        .setID(member.id)
                        .setName("m" + member.id)
                        .addPeerURLs("http://127.0.0.1:1")
                        .addClientURLs(member.endpoint().url()));
            }
            observer.onNext(list.build());
            observer.onCompleted();
        }
    }

    private final class Kv extends KVGrpc.KVImplBase {
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> observer) {
            answer(observer, RangeResponse.newBuilder().setHeader(header()).build());
        }
    }

    private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {
        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> observer) {
            answer(observer, StatusResponse.newBuilder()
                    .setHeader(wireHeader())
                    .setVersion("3.6.16")
                    .setLeader(1)
                    .setRaftTerm(2)
                    .build());
        }

        @Override
        public void hashKV(HashKVRequest request, StreamObserver<HashKVResponse> observer) {
            answer(observer, HashKVResponse.newBuilder().setHeader(wireHeader()).build());
        }

        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> observer) {
            observer.onError(Status.UNAVAILABLE.withDescription("no snapshot here").asRuntimeException());
        }

        private org.etcdrecovery.core.cluster.wire.ResponseHeader wireHeader() {
            return org.etcdrecovery.core.cluster.wire.ResponseHeader.newBuilder()
                    .setClusterId(cluster.value())
                    .setMemberId(id)
                    .setRevision(7)
                    .build();
        }
    }
}
