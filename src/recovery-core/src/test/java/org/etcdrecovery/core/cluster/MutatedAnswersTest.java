package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.etcd.jetcd.api.AuthenticateResponse;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.DbSize;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.RaftProgress;
import org.etcdrecovery.core.cluster.probe.LinearizableRead;
import org.etcdrecovery.core.cluster.probe.LinearizableRead.Outcome;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SnapshotSaver;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.HostileServer;
import org.etcdrecovery.core.testing.Mutation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mutates valid answers: each is accepted, or refused with a typed exception. Nothing else is thrown, nothing hangs,
 * and an accepted snapshot is the one that was sent. The seeds are fixed.
 */
@Timeout(900)
class MutatedAnswersTest {
    private static final int RUNS = Boolean.getBoolean("recovery.long") ? 20_000 : 300;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @FunctionalInterface
    private interface Question {
        void ask(MemberClient client) throws IOException;
    }

    @Test
    void status() throws Exception {
        MessageLite valid = HostileMember.status()
                .toBuilder()
                .addErrors("memberID:10276657743932975437 alarm:NOSPACE ")
                .addErrors("etcdserver: no leader")
                .build();
        fuzz("Status", valid, client -> assess(client.status(), Optional.empty()));
    }

    @Test
    void members() throws Exception {
        MemberStatus status = new MemberStatus(new ClusterId(HostileMember.ID), new MemberId(HostileMember.ID),
                "3.6.16",
                new DbSize(1, 1, 1), new MemberId(HostileMember.ID), new RaftProgress(2, 9, 9), 7, false, "3.6.0",
                List.of());
        fuzz("MemberList", HostileMember.members(3), client -> assess(status, Optional.of(client.members())));
    }

    /** An assessment must cope with the answer, too. It asks no member that a mutated list names. */
    private static void assess(MemberStatus status, Optional<MemberList> list) {
        Endpoint endpoint = new Endpoint("127.0.0.1", 1, false);
        MemberProbe row = MemberProbeBuilder.builder()
                .endpoint(endpoint)
                .named(true)
                .status(Optional.of(status))
                .list(list)
                .read(Optional.of(new LinearizableRead(Outcome.GRANTED, Optional.empty())))
                .build();
        QuorumAssessor.assess(new ProbeReport(List.of(row)), ConnectionSettings.of(List.of(endpoint)));
        assertThat(row.name()).isNotNull();
        assertThat(row.complaint()).isNotNull();
    }

    @Test
    void hash() throws Exception {
        fuzz("HashKV", HostileMember.hashKv(), client -> client.hashKv(7));
    }

    @Test
    void login() throws Exception {
        fuzz("Authenticate", AuthenticateResponse.newBuilder().setToken("abc.7").build(), client -> {
            client.login();
            client.status();
        });
    }

    @Test
    void keys() throws Exception {
        RangeResponse.Builder page = RangeResponse.newBuilder().setHeader(HostileMember.header()).setCount(3);
        for (int i = 0; i < 3; i++) {
            page.addKvs(KeyValue.newBuilder()
                    .setKey(ByteString.copyFromUtf8("key" + i))
                    .setValue(ByteString.copyFromUtf8("value" + i))
                    .setCreateRevision(2 + i)
                    .setModRevision(4 + i)
                    .setVersion(2));
        }
        fuzz("Range", page.build(), client -> {
            client.rangeAt(new byte[]{0}, 7, 16);
            client.countAt(7);
            client.linearizableRead();
        });
    }

    private static void fuzz(String method, MessageLite valid, Question question) throws Exception {
        byte[] bytes = valid.toByteArray();
        int answered = 0;
        try (HostileMember member = new HostileMember()) {
            ConnectionSettings settings = ConnectionSettings.of(List.of(member.endpoint()))
                    .withTimeouts(PATIENCE, PATIENCE)
                    .withLogin(new Login("root", "secret"));
            for (int seed = 0; seed < RUNS; seed++) {
                member.on(method, HostileMember.once(Mutation.of(bytes, new Random(seed))));
                try (MemberClient client = new Contacts(settings).open(member.endpoint())) {
                    question.ask(client);
                    answered++;
                } catch (CallFailedException e) {
                    assertThat(e.failure().what()).as("seed %d", seed).isNotEmpty();
                } catch (IOException | RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        }
        assertThat(answered).as("mutations that change no structure are taken").isPositive().isLessThan(RUNS);
    }

    @Test
    void snapshots() throws Exception {
        byte[] image = new byte[96 << 10];
        new Random(1).nextBytes(image);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
        List<byte[]> messages = new ArrayList<>();
        for (int at = 0; at < image.length; at += 32 << 10) {
            messages.add(HostileMember.snapshot(image.length - at - (32 << 10),
                    ByteString.copyFrom(image, at, 32 << 10)));
        }
        messages.add(HostileMember.snapshot(0, ByteString.copyFrom(digest)));
        Path target = directory.resolve("saved.db");
        try (HostileMember member = new HostileMember()) {
            ConnectionSettings settings = ConnectionSettings.of(List.of(member.endpoint()))
                    .withTimeouts(PATIENCE, PATIENCE);
            for (int seed = 0; seed < RUNS; seed++) {
                Random random = new Random(seed);
                int changed = random.nextInt(messages.size());
                byte[] mutated = Mutation.of(messages.get(changed), random);
                member.on("Snapshot", call -> {
                    for (int i = 0; i < messages.size(); i++) {
                        call.message(i == changed ? mutated : messages.get(i));
                    }
                    call.end(Status.OK, new Metadata());
                });
                try {
                    SnapshotSaver.save(new SaveRequest(member.endpoint(), settings, target, true, PATIENCE),
                            Progress.NONE);
                    byte[] saved = Files.readAllBytes(target);
                    assertThat(Arrays.copyOf(saved, image.length)).as("seed %d", seed).isEqualTo(image);
                } catch (CallFailedException e) {
                    assertThat(e.failure().what()).as("seed %d", seed).isNotEmpty();
                } catch (IOException | RuntimeException | Error e) {
                    throw new AssertionError("seed " + seed, e);
                }
            }
        }
    }

    /** Each request for the member list takes a quarter of a second, so they run at once. */
    @Test
    void peers() throws Exception {
        String version = "{\"etcdserver\":\"3.5.35\",\"etcdcluster\":\"3.5.0\"}";
        String members = "[{\"id\":1,\"peerURLs\":[\"http://127.0.0.1:1\"],\"name\":\"m1\",\"clientURLs\":"
                + "[\"http://127.0.0.1:1\"]},{\"id\":18446744073709551615,\"isLearner\":true}]";
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PeerAnswer>> answers = new ArrayList<>();
            for (int seed = 0; seed < RUNS; seed++) {
                Random random = new Random(seed);
                boolean changesVersion = seed % 4 == 0;
                byte[] body = Mutation.of(bytes(changesVersion ? version : members), random);
                answers.add(threads.submit(ask(changesVersion ? body : bytes(version),
                        changesVersion ? bytes(members) : body)));
                if (seed % 100 == 99) {
                    check(answers);
                    answers.clear();
                }
            }
        }
    }

    private static void check(List<Future<PeerAnswer>> answers) throws InterruptedException {
        for (Future<PeerAnswer> answer : answers) {
            try {
                assertThat(answer.get().state()).isNotNull();
            } catch (ExecutionException e) {
                throw new AssertionError(e.getCause());
            }
        }
    }

    private static Callable<PeerAnswer> ask(byte[] version, byte[] members) {
        return () -> {
            try (HostileServer peer = HostileServer.start(connection -> {
                while (true) {
                    boolean forVersion = connection.readRequest().equals("/version");
                    byte[] body = forVersion ? version : members;
                    connection.head(body.length, "X-Etcd-Cluster-ID: cafe").send(body);
                }
            })) {
                return new Contacts(ConnectionSettings.of(List.of(peer.endpoint()))
                        .withTimeouts(PATIENCE, Duration.ofSeconds(1))).askPeer(peer.endpoint());
            }
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
