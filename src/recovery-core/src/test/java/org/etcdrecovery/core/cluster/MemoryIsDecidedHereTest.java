package org.etcdrecovery.core.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.etcd.jetcd.api.KeyValue;
import io.etcd.jetcd.api.RangeResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.cluster.wire.StatusResponse;
import org.etcdrecovery.core.testing.ForkedJvm;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.HostileMember.Answer;
import org.etcdrecovery.core.testing.HostileServer;
import org.etcdrecovery.core.testing.Hostility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * However much a server sends, the client needs little memory: it runs in a JVM that has no more. A save and key pages
 * of ordinary size work in the same JVM.
 */
@Timeout(600)
class MemoryIsDecidedHereTest {
    private static final List<String> FLAGS = List.of("-Xmx80m", "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");
    private static final int MIB = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void snapshots() throws Exception {
        byte[] image = new byte[16 * MIB];
        new Random(1).nextBytes(image);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(image);
        byte[] large = HostileMember.snapshot(1L << 40, ByteString.copyFrom(new byte[15 * MIB]));
        byte[] largest = HostileMember.snapshot(1L << 40, ByteString.copyFrom(new byte[MIB - 100]));
        byte[] smallest = HostileMember.snapshot(1L << 40, ByteString.copyFrom(new byte[1]));
        byte[] empty = {};
        try (HostileMember good = new HostileMember().on("Snapshot", HostileMember.image(image, digest));
                HostileMember tooLarge = new HostileMember().on("Snapshot", HostileMember.forEver(large));
                HostileMember manyLarge = new HostileMember().on("Snapshot", times(200, largest));
                HostileMember manySmall = new HostileMember().on("Snapshot", times(300_000, smallest));
                HostileMember manyEmpty = new HostileMember().on("Snapshot", times(300_000, empty))) {
            assertThat(run("save", good.endpoint().url(), "save", tooLarge.endpoint().url(),
                    "save", manyLarge.endpoint().url(), "save", manySmall.endpoint().url(),
                    "save", manyEmpty.endpoint().url()))
                    .satisfiesExactly(
                            line -> assertThat(line).isEqualTo("saved " + (image.length + 32)),
                            line -> assertThat(line).startsWith("TOO_LARGE"),
                            line -> assertThat(line).startsWith("CUT_SHORT")
                                    .contains("after " + 200L * (MIB - 100) + " bytes"),
                            line -> assertThat(line).startsWith("CUT_SHORT").contains("after 300000 bytes"),
                            line -> assertThat(line).startsWith("CUT_SHORT"),
                            line -> assertThat(line).isEqualTo("exit 0"));
        }
    }

    private static Answer times(int count, byte[] message) {
        return call -> {
            for (int i = 0; i < count; i++) {
                call.message(message);
            }
            call.end(Status.OK, new Metadata());
        };
    }

    @Test
    void answersOfMembers() throws Exception {
        StatusResponse.Builder complaints = HostileMember.status().toBuilder();
        for (int i = 0; i < 100_000; i++) {
            complaints.addErrors("e" + i);
        }
        RangeResponse page = RangeResponse.newBuilder()
                .setHeader(HostileMember.header())
                .addKvs(KeyValue.newBuilder()
                        .setKey(ByteString.copyFromUtf8("k"))
                        .setValue(ByteString.copyFrom(new byte[10 * MIB])))
                .build();
        RangeResponse largePage = page.toBuilder().addAllKvs(page.getKvsList()).build();
        try (HostileMember list = new HostileMember().on("MemberList",
                HostileMember.once(HostileMember.members(10_000)));
                HostileMember larger = new HostileMember().on("MemberList",
                        HostileMember.once(HostileMember.members(100_000)));
                HostileMember errors = new HostileMember().on("Status", HostileMember.once(complaints.build()));
                HostileMember value = new HostileMember().on("Range", HostileMember.once(page));
                HostileMember values = new HostileMember().on("Range", HostileMember.once(largePage))) {
            assertThat(run("members", list.endpoint().url(), "assess", list.endpoint().url(),
                    "members", larger.endpoint().url(), "status", errors.endpoint().url(),
                    "range", value.endpoint().url(), "range", values.endpoint().url()))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("TOO_LARGE").contains("10000 members; at most 100"),
                            line -> assertThat(line).isEqualTo("[TOO_LARGE]"),
                            line -> assertThat(line).startsWith("TOO_LARGE"),
                            line -> assertThat(line).startsWith("TOO_LARGE").contains("100000 errors"),
                            line -> assertThat(line).isEqualTo("1 keys"),
                            line -> assertThat(line).startsWith("TOO_LARGE"),
                            line -> assertThat(line).isEqualTo("exit 0"));
        }
    }

    @Test
    void whateverElseIsBehindThePort() throws Exception {
        List<HostileServer> servers = new ArrayList<>();
        try {
            List<String> errands = new ArrayList<>();
            for (Hostility kind : List.of(Hostility.ENDLESS_BODY, Hostility.ENDLESS_HEADERS)) {
                servers.add(kind.start());
                errands.addAll(List.of("peer", servers.getLast().endpoint().url()));
            }
            for (Hostility kind : List.of(Hostility.ENDLESS_GARBAGE, Hostility.COMPRESSED, Hostility.CLAIM,
                    Hostility.BEYOND_THE_WINDOW, Hostility.LARGE_TRAILERS)) {
                servers.add(kind.start());
                errands.addAll(List.of("status", servers.getLast().endpoint().url()));
            }
            List<String> lines = run(errands.toArray(new String[0]));
            assertThat(lines).satisfiesExactly(
                    line -> assertThat(line).isEqualTo("TOO_LARGE"),
                    line -> assertThat(line).isEqualTo("NOT_ETCD"),
                    line -> assertThat(line).startsWith("NOT_ETCD"),
                    line -> assertThat(line).startsWith("NOT_ETCD"),
                    line -> assertThat(line).startsWith("TOO_LARGE"),
                    line -> assertThat(line).startsWith("TOO_LARGE"),
                    line -> assertThat(line).startsWith("TOO_LARGE"),
                    line -> assertThat(line).isEqualTo("exit 0"));
        } finally {
            for (HostileServer server : servers) {
                server.close();
            }
        }
    }

    private List<String> run(String... errands) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(directory.toString()));
        arguments.addAll(List.of(errands));
        return ForkedJvm.run(FLAGS, SmallHeap.class, arguments);
    }
}
