package org.etcdrecovery.core.cluster.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.HostileMember.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hostile snapshot streams: none holds up a save for ever, and none writes a byte beyond what it announced. */
@Timeout(120)
class HostileStreamTest {
    private static final Duration SHORT = Duration.ofMillis(500);

    @TempDir
    Path directory;

    @Test
    void endsWhenNothingComesAfterTheHeaders() throws Exception {
        assertFails(HostileMember.nothing(), SHORT, Cause.STALLED, "Less than 64 KiB of the snapshot arrived from");
    }

    @Test
    void emptyMessagesDoNotKeepItAlive() throws Exception {
        assertFails(HostileMember.forEver(new byte[0]), SHORT, Cause.STALLED, "within 0.5 s, after 0 bytes in all");
    }

    @Test
    void aByteNowAndThenDoesNotKeepItAlive() throws Exception {
        assertFails(call -> {
            long remaining = 1 << 20;
            while (call.message(HostileMember.snapshot(--remaining, ByteString.copyFrom(new byte[1])))
                    && !call.isOverWithin(20)) {
                // And another one.
            }
        }, SHORT, Cause.STALLED, "Try again, or save it from another member.");
    }

    @Test
    void takesNoMoreThanWasAnnounced() throws Exception {
        byte[] message = HostileMember.snapshot(1 << 20, ByteString.copyFrom(new byte[32 << 10]));
        assertFails(HostileMember.forEver(message), SaveRequest.DEFAULT_STALL, Cause.TOO_LARGE,
                "announced a snapshot of 1081344 bytes and sends more");
    }

    @Test
    void takesNothingWhereNothingWasAnnounced() throws Exception {
        assertFails(call -> {
            call.message(HostileMember.snapshot(0, ByteString.EMPTY));
            HostileMember.forEver(HostileMember.snapshot(0, ByteString.copyFrom(new byte[1000]))).give(call);
        }, SaveRequest.DEFAULT_STALL, Cause.TOO_LARGE, "announced a snapshot of 0 bytes");
    }

    @Test
    void refusesASizeThatNoFileHas() throws Exception {
        assertFails(HostileMember.forEver(HostileMember.snapshot(-1, ByteString.copyFrom(new byte[1000]))),
                SaveRequest.DEFAULT_STALL, Cause.TOO_LARGE, "announced a snapshot of");
    }

    @Test
    void refusesAMessageThatIsTooLarge() throws Exception {
        assertFails(HostileMember.forEver(HostileMember.snapshot(1 << 30, ByteString.copyFrom(new byte[2 << 20]))),
                SaveRequest.DEFAULT_STALL, Cause.TOO_LARGE, "a message of more than the ");
    }

    @Test
    void refusesABlobThatIsNotInItsMessage() throws Exception {
        // Field 3, one GiB.
        assertFails(message("1a8080808004"), SaveRequest.DEFAULT_STALL, Cause.SERVER,
                "1073741824 bytes are announced, 0 are there");
        assertFails(message("1affffffffffffffffff01aa"), SaveRequest.DEFAULT_STALL, Cause.SERVER, "cannot be read");
        assertFails(message("1affffffff0faa"), SaveRequest.DEFAULT_STALL, Cause.SERVER, "cannot be read");
    }

    @Test
    void refusesMessagesThatAreNone() throws Exception {
        // A version beyond its message, one that is too long, a header beyond its message, two blobs, a group.
        for (String bytes : List.of("22ffffffff0f41", "2241" + "41".repeat(65), "0affff0341", "1a01411a0141", "0b",
                "10ffffffffffffffffffff", "10")) {
            assertFails(message(bytes), SaveRequest.DEFAULT_STALL, Cause.SERVER, "cannot be read");
        }
    }

    @Test
    void refusesAnErrorOfTenMegabytes() throws Exception {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("x", Metadata.ASCII_STRING_MARSHALLER), "x".repeat(10_000_000));
        assertEnds(call -> call.end(Status.INTERNAL, trailers));
    }

    private static Answer message(String hex) {
        return HostileMember.once(HexFormat.of().parseHex(hex));
    }

    private void assertFails(Answer snapshot, Duration stall, Cause cause, String text) throws Exception {
        assertThat(assertEnds(snapshot, stall)).satisfies(e -> {
            assertThat(e.failure().cause()).as("%s", e.failure()).isEqualTo(cause);
            assertThat(e).hasMessageContaining(text);
        });
    }

    private void assertEnds(Answer snapshot) throws Exception {
        assertEnds(snapshot, SaveRequest.DEFAULT_STALL);
    }

    private CallFailedException assertEnds(Answer snapshot, Duration stall) throws Exception {
        Path target = directory.resolve("saved.db");
        Files.writeString(target, "precious");
        try (HostileMember member = new HostileMember().on("Snapshot", snapshot)) {
            ConnectionSettings settings = ConnectionSettings.of(List.of(member.endpoint()))
                    .withTimeouts(Duration.ofMinutes(1), Duration.ofMinutes(1));
            SaveRequest request = new SaveRequest(member.endpoint(), settings, target, true, stall);
            CallFailedException[] failed = new CallFailedException[1];
            assertThatThrownBy(() -> SnapshotSaver.save(request, Progress.NONE))
                    .isInstanceOfSatisfying(CallFailedException.class, e -> failed[0] = e);
            assertThat(target).hasContent("precious");
            assertThat(directory.toFile().list()).containsExactly("saved.db");
            return failed[0];
        }
    }
}
