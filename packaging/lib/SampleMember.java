import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.ResponseHeader;
import org.etcdrecovery.core.cluster.wire.SnapshotRequest;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;

/**
 * Plays the only member of a cluster on a free port of 127.0.0.1, with a sample as its snapshot, while a command runs,
 * so that an AOT cache of the verbs that talk to members can be recorded without an etcd.
 *
 * <p>Run from its source, with the class path of the command line: {@code java SampleMember.java SAMPLE COMMAND...}
 * where ENDPOINT in the command becomes the address. Ends with the command's exit code.
 */
final class SampleMember {
    private static final long ID = 1;
    private static final long TERM = 2;

    private final byte[] sample;

    private SampleMember(byte[] sample) {
        this.sample = sample;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        SampleMember member = new SampleMember(Files.readAllBytes(Path.of(arguments[0])));
        Server server = member.serve();
        List<String> command = Arrays.stream(arguments)
                .skip(1)
                .map(word -> word.equals("ENDPOINT") ? "127.0.0.1:" + server.getPort() : word)
                .toList();
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        server.shutdownNow().awaitTermination();
        System.exit(code);
    }

    private Server serve() throws IOException {
        return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new Maintenance())
                .addService(new Members())
                .addService(new Keys())
                .build()
                .start();
    }

    private static <T> void answer(StreamObserver<T> caller, T answer) {
        caller.onNext(answer);
        caller.onCompleted();
    }

    private final class Maintenance extends MaintenanceGrpc.MaintenanceImplBase {
        /** As etcd cuts it. */
        private static final int MESSAGE = 32 << 10;

        @Override
        public void status(StatusRequest request, StreamObserver<StatusResponse> caller) {
            answer(caller, StatusResponse.newBuilder()
                    .setHeader(ResponseHeader.newBuilder().setClusterId(ID).setMemberId(ID).setRaftTerm(TERM))
                    .setVersion("3.6.0")
                    .setDbSize(sample.length)
                    .setLeader(ID)
                    .setRaftTerm(TERM)
                    .build());
        }

        @Override
        public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> caller) {
            for (int at = 0; at < sample.length; at += MESSAGE) {
                int length = Math.min(MESSAGE, sample.length - at);
                caller.onNext(SnapshotResponse.newBuilder()
                        .setRemainingBytes(sample.length - at - length)
                        .setBlob(ByteString.copyFrom(sample, at, length))
                        .setVersion("3.6.0")
                        .build());
            }
            caller.onCompleted();
        }
    }

    private static final class Members extends ClusterGrpc.ClusterImplBase {
        @Override
        public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> caller) {
            answer(caller, MemberListResponse.newBuilder().addMembers(Member.newBuilder().setID(ID).setName("m1"))
                    .build());
        }
    }

    private static final class Keys extends KVGrpc.KVImplBase {
        @Override
        public void range(RangeRequest request, StreamObserver<RangeResponse> caller) {
            answer(caller, RangeResponse.getDefaultInstance());
        }
    }
}
