package org.etcdrecovery.core.testing;

import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.Member;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.RangeRequest;
import io.etcd.jetcd.api.RangeResponse;
import io.etcd.jetcd.api.ResponseHeader;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.SnapshotRequest;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.cluster.wire.StatusRequest;
import org.etcdrecovery.core.cluster.wire.StatusResponse;

/** A member on loopback that puts the same text into every name, version, URL and error that it sends. */
public final class TalkingMember implements AutoCloseable {
    private static final long ID = 0xbad;

    private final Server server;

    /**
     * Starts the member.
     *
     * @param text the text to send
     */
    public TalkingMember(String text) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(new MaintenanceGrpc.MaintenanceImplBase() {
                    @Override
                    public void status(StatusRequest request, StreamObserver<StatusResponse> answer) {
                        answer.onNext(StatusResponse.newBuilder()
                                .setHeader(org.etcdrecovery.core.cluster.wire.ResponseHeader.newBuilder()
                                        .setClusterId(ID)
                                        .setMemberId(ID))
                                .setVersion(text)
                                .setStorageVersion(text)
                                .addErrors(text)
                                .setLeader(ID)
                                .build());
                        answer.onCompleted();
                    }

                    @Override
                    public void snapshot(SnapshotRequest request, StreamObserver<SnapshotResponse> answer) {
                        answer.onError(Status.UNKNOWN.withDescription(text).asException());
                    }
                })
                .addService(new ClusterGrpc.ClusterImplBase() {
                    @Override
                    public void memberList(MemberListRequest request, StreamObserver<MemberListResponse> answer) {
                        answer.onNext(MemberListResponse.newBuilder()
                                .setHeader(ResponseHeader.newBuilder().setClusterId(ID).setMemberId(ID))
                                .addMembers(member(ID, text, url(), url()))
                                .addMembers(member(ID + 1, text, text, text))
                                .addMembers(member(ID + 2, text, "http://" + text + ":1", "http://127.0.0.1:1"))
                                .build());
                        answer.onCompleted();
                    }
                })
                .addService(new KVGrpc.KVImplBase() {
                    @Override
                    public void range(RangeRequest request, StreamObserver<RangeResponse> answer) {
                        answer.onError(Status.UNKNOWN.withDescription(text).asException());
                    }
                })
                .build()
                .start();
    }

    private static Member member(long id, String name, String peerUrl, String clientUrl) {
        return Member.newBuilder().setID(id).setName(name).addPeerURLs(peerUrl).addClientURLs(clientUrl).build();
    }

    /** Its client URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
