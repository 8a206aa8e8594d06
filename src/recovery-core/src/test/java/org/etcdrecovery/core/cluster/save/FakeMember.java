package org.etcdrecovery.core.cluster.save;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.SnapshotRequest;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.testing.HostileMember;

/** A member with a scripted snapshot: no real one damages it, stalls or forgets the digest on request. */
final class FakeMember implements AutoCloseable {
    private static final int MESSAGE = 32 << 10;

    private final Server server;

    /** Starts a member whose snapshot is what the script sends. */
    FakeMember(Consumer<StreamObserver<SnapshotResponse>> script) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new MaintenanceGrpc.MaintenanceImplBase() {
                    @Override
                    public void status(StatusRequest request, StreamObserver<StatusResponse> answer) {
                        answer.onNext(HostileMember.status());
                        answer.onCompleted();
                    }

                    @Override
                    public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> answer) {
                        script.accept(answer);
                    }
                })
                .addService(new ClusterGrpc.ClusterImplBase() {
                    @Override
                    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> answer) {
                        answer.onNext(HostileMember.members(1));
                        answer.onCompleted();
                    }
                })
                .build()
                .start();
    }

    /** Sends an image from one offset to another, in messages of etcd's size. */
    static void send(StreamObserver<SnapshotResponse> answer, byte[] image, int from, int to) {
        for (int at = from; at < to; at += MESSAGE) {
            int length = Math.min(MESSAGE, to - at);
            answer.onNext(SnapshotResponse.newBuilder()
                    .setRemainingBytes(image.length - at - length)
                    .setBlob(ByteString.copyFrom(image, at, length))
                    .setVersion("3.6.0")
                    .build());
        }
    }

    /** Sends the digest of an image, which is not part of the remaining bytes. */
    static void sendDigest(StreamObserver<SnapshotResponse> answer, byte[] image) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
            answer.onNext(SnapshotResponse.newBuilder().setBlob(ByteString.copyFrom(digest)).build());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getPort(), false);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
