package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.HostileServer;
import org.etcdrecovery.core.testing.Hostility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The verbs that talk to servers, with servers that are silent, drip, or send endlessly: each verb ends and says why.
 */
@Timeout(300)
class HostileServersTest {
    private static final String QUICK = "--command-timeout=500ms";
    private static final String DIAL = "--dial-timeout=500ms";

    @TempDir
    Path directory;

    /** A silent client port; a peer is expected one port higher, whatever is there. */
    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "NO_BODY", "DRIPPING_HEADERS", "DRIPPING_BODY", "ENDLESS_BODY", "GARBAGE"})
    void assessEndsWhateverIsOnePortFurther(Hostility peer) throws Exception {
        try (Neighbours servers = Neighbours.start(peer)) {
            String client = servers.client().endpoint().authority();
            Run assess = Run.of("cluster", "assess", "--endpoints", client, QUICK, DIAL);
            assertThat(assess.code()).as(assess.err()).isEqualTo(3);
            assertThat(assess.out()).contains(client);
        }
    }

    /** A silent server, and another one port higher. */
    private record Neighbours(HostileServer client, HostileServer next) implements AutoCloseable {
        static Neighbours start(Hostility peer) throws IOException {
            while (true) {
                HostileServer client = Hostility.SILENCE.start();
                try {
                    return new Neighbours(client, peer.startAt(client.endpoint().port() + 1));
                } catch (BindException taken) {
                    client.close();
                }
            }
        }

        @Override
        public void close() throws IOException {
            client.close();
            next.close();
        }
    }

    @Test
    void saysWhoWasAskedForWhatAndForHowLong() throws Exception {
        try (HostileServer server = Hostility.NO_MESSAGE.start()) {
            String endpoint = server.endpoint().authority();
            Run status = Run.of("endpoint", "status", "--endpoints", endpoint, QUICK);
            assertThat(status.code()).isEqualTo(1);
            assertThat(status.err()).contains(endpoint)
                    .contains("did not answer in time (asked for its status, waited 0.5 s)");
            Run health = Run.of("endpoint", "health", "--endpoints", endpoint, QUICK);
            assertThat(health.code()).isEqualTo(1);
            assertThat(health.out() + health.err()).contains("unhealthy")
                    .contains("(asked for its status, waited 0.5 s)");
        }
    }

    @Test
    void refusesAListOfTenThousandMembers() throws Exception {
        try (HostileMember member = new HostileMember().on("MemberList",
                HostileMember.once(HostileMember.members(10_000)))) {
            Run assess = Run.of("cluster", "assess", "--endpoints", member.endpoint().authority());
            assertThat(assess.code()).as(assess.err()).isEqualTo(3);
            assertThat(assess.out()).contains("10000 members; at most 100 are accepted").hasSizeLessThan(5_000);
        }
    }

    @Test
    void aSaveEndsAndLeavesNothing() throws Exception {
        try (HostileMember empty = new HostileMember().on("Snapshot", HostileMember.forEver(new byte[0]));
                HostileMember more = new HostileMember().on("Snapshot",
                        HostileMember.forEver(HostileMember.snapshot(1, ByteString.copyFrom(new byte[1000]))))) {
            Run stalled = Run.of("snapshot", "save", directory.resolve("saved.db"), "--endpoints",
                    empty.endpoint().authority(), "--stall-timeout=500ms");
            assertThat(stalled.code()).isEqualTo(5);
            assertThat(stalled.err()).contains("Less than 64 KiB of the snapshot arrived from " + empty.endpoint())
                    .contains("within 0.5 s");
            Run beyond = Run.of("snapshot", "save", directory.resolve("saved.db"), "--endpoints",
                    more.endpoint().authority());
            assertThat(beyond.code()).isEqualTo(5);
            assertThat(beyond.err()).contains("announced a snapshot of 1001 bytes and sends more");
        }
        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "NO_MESSAGE", "CLAIM"})
    void proveEnds(Hostility kind) throws Exception {
        try (HostileServer server = kind.start()) {
            Snapshots.copyTo(directory);
            Run planned = Run.of("plan", directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380",
                    "--out", directory.resolve("out"), "--token", "fresh");
            assertThat(planned.code()).as(planned.err()).isZero();
            Path plan = Files.writeString(directory.resolve("plan.json"), planned.out());
            Run proof = Run.of("cluster", "prove", "--plan", plan, "--endpoints", server.endpoint().authority(),
                    "--wait=1ms", QUICK, DIAL);
            assertThat(proof.code()).as(proof.err()).isEqualTo(ExitCode.NOT_TRIED);
            assertThat(proof.out()).contains("Members answer");
        }
    }
}
