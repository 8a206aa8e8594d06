package org.etcdrecovery.core.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.wire.HashKVResponse;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.jspecify.annotations.Nullable;

/**
 * A member over real gRPC on loopback that answers each method with the bytes that the test chooses. It answers the
 * other methods like the only, healthy member of a cluster. It respects flow control, so that a stream may be endless.
 */
public final class HostileMember implements AutoCloseable {
    /** Its member ID, which is also its cluster ID. */
    public static final long ID = 0xCAFE;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>(Map.of(
            "Status", once(status()),
            "MemberList", once(members(1)),
            "Range", once(RangeResponse.newBuilder().setHeader(header()).build()),
            "Authenticate", once(AuthenticateResponse.newBuilder().setHeader(header()).setToken("token").build()),
            "HashKV", once(hashKv()),
            "Snapshot", once(SnapshotResponse.getDefaultInstance())));
    private final Server server;

    /** Answers a call, on a separate thread. */
    @FunctionalInterface
    public interface Answer {
        /** Answers; an exception ends the call with an internal error. */
        void give(HostileCall call) throws IOException, InterruptedException;
    }

    /** Starts a member on a free port. */
    public HostileMember() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .fallbackHandlerRegistry(new AnyMethod())
                .build()
                .start();
    }

    private final class AnyMethod extends HandlerRegistry {
        @Override
        public @Nullable ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            Answer answer = answers.get(name.substring(name.indexOf('/') + 1));
            return answer == null
                    ? null
                    : ServerMethodDefinition.create(
                            MethodDescriptor.newBuilder(HostileCall.BYTES, HostileCall.BYTES)
                                    .setType(MethodType.BIDI_STREAMING)
                                    .setFullMethodName(name)
                                    .build(),
                            (call, _) -> start(call, answer));
        }
    }

    private static ServerCall.Listener<byte[]> start(ServerCall<byte[], byte[]> call, Answer answer) {
        HostileCall hostile = new HostileCall(call);
        call.request(1);
        return hostile.listener(() -> {
            try {
                answer.give(hostile);
            } catch (IOException | InterruptedException | RuntimeException e) {
                hostile.end(Status.INTERNAL, new Metadata());
            }
        });
    }

    /** Sets the answer to a method, such as {@code Status}. */
    public HostileMember on(String method, Answer answer) {
        answers.put(method, answer);
        return this;
    }

    /** Answers with one message and ends the call with OK. */
    public static Answer once(MessageLite message) {
        return once(message.toByteArray());
    }

    /** Answers with these bytes, which need not be a valid message, and ends the call with OK. */
    public static Answer once(byte[] message) {
        return call -> {
            call.message(message);
            call.end(Status.OK, new Metadata());
        };
    }

    /** Repeats a message until the client goes away. */
    public static Answer forEver(byte[] message) {
        return call -> {
            while (call.message(message)) {
                // The call in the condition sends it.
            }
        };
    }

    /** Sends headers and nothing else. */
    public static Answer nothing() {
        return HostileCall::headers;
    }

    /** Streams an image in pieces of etcd's size, with the correct number of remaining bytes. */
    public static Answer image(byte[] image, byte[] digest) {
        return call -> {
            int piece = 32 << 10;
            for (int at = 0; at < image.length; at += piece) {
                int length = Math.min(piece, image.length - at);
                call.message(snapshot(image.length - at - length, ByteString.copyFrom(image, at, length)));
            }
            call.message(snapshot(0, ByteString.copyFrom(digest)));
            call.end(Status.OK, new Metadata());
        };
    }

    /** One message of a snapshot stream. */
    public static byte[] snapshot(long remaining, ByteString blob) {
        return SnapshotResponse.newBuilder().setRemainingBytes(remaining).setBlob(blob).build().toByteArray();
    }

    /** The status of a healthy leader. */
    public static StatusResponse status() {
        return StatusResponse.newBuilder()
                .setHeader(maintenanceHeader())
                .setVersion("3.6.16")
                .setStorageVersion("3.6.0")
                .setLeader(ID)
                .setRaftTerm(2)
                .setRaftIndex(9)
                .setRaftAppliedIndex(9)
                .setDbSize(1 << 20)
                .build();
    }

    /** A list of the given number of members. The first is this one; nothing listens at the URLs of the others. */
    public static MemberListResponse members(int count) {
        MemberListResponse.Builder list = MemberListResponse.newBuilder().setHeader(header());
        for (int i = 0; i < count; i++) {
            list.addMembers(Member.newBuilder()
                    .setID(ID + i)
                    .setName("m" + i)
                    .addPeerURLs("http://127.0.0.1:1")
                    .addClientURLs("http://127.0.0.1:1"));
        }
        return list.build();
    }

    /** An answer to HashKV. */
    public static HashKVResponse hashKv() {
        return HashKVResponse.newBuilder()
                .setHeader(maintenanceHeader())
                .setHash(1)
                .setCompactRevision(-1)
                .setHashRevision(7)
                .build();
    }

    private static org.etcdrecovery.core.cluster.wire.ResponseHeader maintenanceHeader() {
        return org.etcdrecovery.core.cluster.wire.ResponseHeader.newBuilder()
                .setClusterId(ID)
                .setMemberId(ID)
                .setRevision(7)
                .build();
    }

    /** The header without which a client takes no answer. */
    public static ResponseHeader header() {
        return ResponseHeader.newBuilder().setClusterId(ID).setMemberId(ID).setRevision(7).build();
    }

    /** Where it listens. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getPort(), false);
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
