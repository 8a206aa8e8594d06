package org.etcdrecovery.core.cluster.connect;

import io.etcd.jetcd.ByteSequence;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.Response;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.api.ClusterGrpc;
import io.etcd.jetcd.api.KVGrpc;
import io.etcd.jetcd.api.MemberListRequest;
import io.etcd.jetcd.api.MemberListResponse;
import io.etcd.jetcd.api.WatchGrpc;
import io.etcd.jetcd.common.exception.CompactedException;
import io.etcd.jetcd.kv.GetResponse;
import io.etcd.jetcd.options.GetOption;
import io.etcd.jetcd.options.WatchOption;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;

/**
 * Reads, writes and watches keys and reads the member list: the part of the work that jetcd does.
 *
 * <p>jetcd builds its own channels, but they take no deadline, use one authority for all endpoints, and do not renew
 * the login for every kind of call. So an interceptor redirects each call to the channel of {@link MemberClient}, with
 * its certificates, login and deadlines. jetcd's own channel never connects.
 */
final class JetcdCalls implements AutoCloseable {
    /** The first possible key, since the empty key is not a key; as the end of a range, it means no end. */
    private static final ByteSequence ZERO = ByteSequence.from(new byte[1]);
    /** The key that etcdctl reads to check the health of an endpoint; it need not exist. */
    private static final ByteSequence HEALTH = ByteSequence.from("health", StandardCharsets.UTF_8);

    private final Channel channel;
    private final Client jetcd;
    private final Duration timeout;

    JetcdCalls(Channel channel, Duration timeout) {
        this.channel = channel;
        this.jetcd = Client.builder()
                .target("dns:///unused.invalid")
                .interceptor(new Redirection(channel))
                .waitForReady(false)
                .retryMaxAttempts(0)
                .build();
        this.timeout = timeout;
    }

    private record Redirection(Channel channel) implements ClientInterceptor {
        @Override
        public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options,
                Channel next) {
            return channel.newCall(method, options.withMaxInboundMessageSize(Limits.PAGE));
        }
    }

    /**
     * Leaves the flag "linearizable" unset, so that the member answers alone. Does not use jetcd's client, which
     * rejects every URL that Java rejects: a grpc-proxy lists itself as {@code 127.0.0.1:23790}.
     */
    MemberList members() throws TooLargeException, ProtocolException {
        MemberListResponse answer = ClusterGrpc.newBlockingStub(channel)
                .memberList(MemberListRequest.getDefaultInstance());
        if (answer.getMembersCount() == 0) {
            throw new ProtocolException("a cluster without members");
        }
        List<Member> members = answer.getMembersList()
                .stream()
                .map(member -> new Member(new MemberId(member.getID()), member.getName(), member.getPeerURLsList(),
                        member.getClientURLsList(), member.getIsLearner()))
                .toList();
        return Limits.check(new MemberList(new ClusterId(answer.getHeader().getClusterId()), members));
    }

    long linearizableRead() throws ExecutionException, ProtocolException {
        return answer(jetcd.getKVClient().get(HEALTH), KVGrpc.getRangeMethod()).getHeader().getRevision();
    }

    long countAt(long revision) throws ExecutionException, ProtocolException {
        GetOption option = GetOption.builder().withRange(ZERO).withRevision(revision).withCountOnly(true).build();
        return answer(jetcd.getKVClient().get(ZERO, option), KVGrpc.getRangeMethod()).getCount();
    }

    List<KeyValue> rangeAt(byte[] from, long revision, int limit) throws ExecutionException, ProtocolException {
        GetOption option = GetOption.builder()
                .withRange(ZERO)
                .withRevision(revision)
                .withLimit(limit)
                // It is this member that is compared with the plan, not the leader.
                .withSerializable(true)
                .build();
        GetResponse answer = answer(jetcd.getKVClient().get(ByteSequence.from(from), option), KVGrpc.getRangeMethod());
        return answer.getKvs()
                .stream()
                .map(kv -> new KeyValue(kv.getKey().getBytes(), kv.getValue().getBytes(), kv.getCreateRevision(),
                        kv.getModRevision(), kv.getVersion(), kv.getLease()))
                .toList();
    }

    long put(String key, String value) throws ExecutionException, ProtocolException {
        return answer(jetcd.getKVClient().put(bytes(key), bytes(value)), KVGrpc.getPutMethod()).getHeader()
                .getRevision();
    }

    long delete(String key) throws ExecutionException, ProtocolException {
        return answer(jetcd.getKVClient().delete(bytes(key)), KVGrpc.getDeleteRangeMethod()).getHeader().getRevision();
    }

    /**
     * Whether a watch from this revision on is refused because the revision has been compacted. A member answers such a
     * watch with the refusal or with the events since; if there were none, it stays silent.
     */
    boolean isWatchRefusedAsCompacted(long revision) throws ExecutionException {
        CompletableFuture<Boolean> refused = new CompletableFuture<>();
        WatchOption option = WatchOption.builder().withRevision(revision).withRange(ZERO).build();
        Watch.Listener listener = Watch.listener(answer -> refused.complete(false), thrown -> {
            if (thrown instanceof CompactedException) {
                refused.complete(true);
            } else if (Failures.isTooLarge(Status.fromThrowable(thrown))) {
                // More events than fit into one message: the watch is served.
                refused.complete(false);
            } else {
                refused.completeExceptionally(thrown);
            }
        });
        Watch.Watcher watcher = jetcd.getWatchClient().watch(ZERO, option, listener);
        try {
            return await(refused.completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS),
                    WatchGrpc.getWatchMethod());
        } finally {
            watcher.close();
        }
    }

    private static ByteSequence bytes(String text) {
        return ByteSequence.from(text, StandardCharsets.UTF_8);
    }

    private <T extends Response> T answer(CompletableFuture<T> response, MethodDescriptor<?, ?> method)
            throws ExecutionException, ProtocolException {
        T answer = await(response, method);
        AnswerHeader.clusterId(answer.getHeader().getClusterId());
        return answer;
    }

    /** Waits for twice the timeout, so that the deadline of the call, which the member sees too, comes first. */
    private <T> T await(CompletableFuture<T> answer, MethodDescriptor<?, ?> method) throws ExecutionException {
        Duration limit = timeout.multipliedBy(2);
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ExecutionException(new AnswerTimeoutException(method, limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExecutionException(Status.CANCELLED.withCause(e).asRuntimeException());
        }
    }

    @Override
    public void close() {
        jetcd.close();
    }
}
