package org.etcdrecovery.core.cluster.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams that break: each ends with a clear message and leaves an existing file unchanged. */
class BrokenStreamTest {
    private static final byte[] IMAGE = new byte[1 << 20];

    static {
        new Random(1).nextBytes(IMAGE);
    }

    @TempDir
    Path directory;

    @Test
    void takesAStreamThatIsInOrder() throws Exception {
        try (FakeMember member = new FakeMember(answer -> {
            FakeMember.send(answer, IMAGE, 0, IMAGE.length);
            FakeMember.sendDigest(answer, IMAGE);
            answer.onCompleted();
        })) {
            SavedSnapshot saved = SnapshotSaver.save(request(member, SaveRequest.DEFAULT_STALL), Progress.NONE);
            assertThat(saved.size()).isEqualTo(IMAGE.length + 32);
            assertThat(saved.storageVersion()).isEqualTo("3.6.0");
            assertThat(Arrays.copyOf(Files.readAllBytes(target()), IMAGE.length)).isEqualTo(IMAGE);
        }
    }

    @Test
    @Timeout(60)
    void twoSavesToOneFileDoNotMeet() throws Exception {
        byte[] other = IMAGE.clone();
        other[0] ^= 1;
        CountDownLatch secondHasBegun = new CountDownLatch(1);
        CountDownLatch firstIsPublished = new CountDownLatch(1);
        try (FakeMember first = new FakeMember(answer -> {
            FakeMember.send(answer, IMAGE, 0, IMAGE.length / 2);
            await(secondHasBegun);
            FakeMember.send(answer, IMAGE, IMAGE.length / 2, IMAGE.length);
            FakeMember.sendDigest(answer, IMAGE);
            answer.onCompleted();
        }); FakeMember second = new FakeMember(answer -> {
            FakeMember.send(answer, other, 0, other.length / 2);
            secondHasBegun.countDown();
            await(firstIsPublished);
            FakeMember.send(answer, other, other.length / 2, other.length);
            FakeMember.sendDigest(answer, other);
            answer.onCompleted();
        })) {
            CompletableFuture<SavedSnapshot> later = CompletableFuture.supplyAsync(() -> save(second));
            save(first);
            assertThat(Arrays.copyOf(Files.readAllBytes(target()), IMAGE.length)).isEqualTo(IMAGE);
            firstIsPublished.countDown();
            later.join();
            assertThat(Arrays.copyOf(Files.readAllBytes(target()), IMAGE.length)).isEqualTo(other);
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(target());
        }
    }

    private SavedSnapshot save(FakeMember member) {
        try {
            return SnapshotSaver.save(request(member, SaveRequest.DEFAULT_STALL), Progress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSpecialFileIsRefusedBeforeTheMemberIsAsked(SpecialFile special) throws Exception {
        Path target = special.at(target());
        Object before = SpecialFile.identity(target);
        Endpoint refusing = new Endpoint("127.0.0.1", 1, false);
        SaveRequest request = new SaveRequest(refusing, ConnectionSettings.of(List.of(refusing)), target, true,
                SaveRequest.DEFAULT_STALL);
        assertThatThrownBy(() -> SnapshotSaver.save(request, Progress.NONE)).hasMessageContaining(special.words());
        assertThat(SpecialFile.identity(target)).isEqualTo(before);
    }

    @Test
    void refusesAStreamThatEndsInTheMiddle() throws Exception {
        assertFails(Cause.CUT_SHORT, answer -> {
            FakeMember.send(answer, IMAGE, 0, IMAGE.length / 2);
            answer.onCompleted();
        });
    }

    @Test
    void refusesAStreamThatBreaksInTheMiddle() throws Exception {
        assertFails(Cause.CONNECTION_LOST, answer -> {
            FakeMember.send(answer, IMAGE, 0, IMAGE.length / 2);
            answer.onError(Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException());
        });
    }

    @Test
    void refusesAStreamWithoutADigest() throws Exception {
        assertFails(Cause.CUT_SHORT, answer -> {
            FakeMember.send(answer, IMAGE, 0, IMAGE.length);
            answer.onCompleted();
        });
    }

    @Test
    void refusesAnImageThatWasDamagedOnItsWay() throws Exception {
        byte[] damaged = IMAGE.clone();
        damaged[IMAGE.length - 7] ^= 1;
        assertFails(Cause.DIGEST_MISMATCH, answer -> {
            FakeMember.send(answer, damaged, 0, damaged.length);
            FakeMember.sendDigest(answer, IMAGE);
            answer.onCompleted();
        });
    }

    @Test
    void givesUpWhenNothingMoreArrives() throws Exception {
        assertFails(Cause.STALLED, Duration.ofMillis(500),
                answer -> FakeMember.send(answer, IMAGE, 0, IMAGE.length / 2));
    }

    @Test
    void canBeCancelledWhileNothingArrives() throws Exception {
        Cancellation cancellation = new Cancellation();
        Progress cancelling = (stage, subject, total) -> new Work() {
            @Override
            public void advance(long amount) {
                if (amount > 0) {
                    cancellation.cancel();
                }
            }

            @Override
            public void close() {
                // Nothing to end.
            }
        };
        try (FakeMember member = new FakeMember(answer -> FakeMember.send(answer, IMAGE, 0, IMAGE.length - 512))) {
            SaveRequest request = request(member, Duration.ofMinutes(5));
            assertThatThrownBy(() -> SnapshotSaver.save(request, cancellation.guard(cancelling)))
                    .isInstanceOf(CancellationException.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    @Timeout(60)
    void canBeCancelledWhileTheMemberHangs() throws Exception {
        Cancellation cancellation = new Cancellation();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort(), false);
            ConnectionSettings patient = ConnectionSettings.of(List.of(endpoint))
                    .withTimeouts(Duration.ofMinutes(5), Duration.ofMinutes(5));
            SaveRequest request = new SaveRequest(endpoint, patient, target(), true, SaveRequest.DEFAULT_STALL);
            CompletableFuture<Socket> connection = CompletableFuture.supplyAsync(() -> {
                try {
                    Socket accepted = silent.accept();
                    accepted.getInputStream().read();
                    cancellation.cancel();
                    return accepted;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThatThrownBy(() -> SnapshotSaver.save(request, cancellation.guard(Progress.NONE)))
                    .isInstanceOf(CancellationException.class);
            connection.join().close();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void saysThatTheDirectoryIsMissing() throws Exception {
        try (FakeMember member = new FakeMember(StreamObserver::onCompleted)) {
            Path nowhere = directory.resolve("nowhere").resolve("saved.db");
            SaveRequest request = new SaveRequest(member.endpoint(), ConnectionSettings.of(List.of(member.endpoint())),
                    nowhere, true, Duration.ofSeconds(30));
            assertThatThrownBy(() -> SnapshotSaver.save(request, Progress.NONE))
                    .hasMessage(nowhere + ": its directory does not exist; create it first");
        }
    }

    private void assertFails(Cause cause, Consumer<StreamObserver<SnapshotResponse>> script) throws Exception {
        assertFails(cause, SaveRequest.DEFAULT_STALL, script);
    }

    private void assertFails(Cause cause, Duration stall, Consumer<StreamObserver<SnapshotResponse>> script)
            throws Exception {
        Files.writeString(target(), "precious");
        try (FakeMember member = new FakeMember(script)) {
            SaveRequest request = request(member, stall);
            assertThatThrownBy(() -> SnapshotSaver.save(request, Progress.NONE))
                    .isInstanceOfSatisfying(CallFailedException.class,
                            e -> assertThat(e.failure().cause()).as(e.getMessage()).isEqualTo(cause));
        }
        assertThat(target()).hasContent("precious");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(target());
        }
    }

    private SaveRequest request(FakeMember member, Duration stall) {
        return new SaveRequest(member.endpoint(), ConnectionSettings.of(List.of(member.endpoint())), target(), true,
                stall);
    }

    private Path target() {
        return directory.resolve("saved.db");
    }
}
