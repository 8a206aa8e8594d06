package org.etcdrecovery.core.handover;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.Samples;
import org.etcdrecovery.core.testing.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StartScriptTest {
    /** Where no server listens. */
    private static final String FREE = "http://127.0.0.1:1";

    @TempDir
    private Path directory;

    @BeforeEach
    void requireBash() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    }

    static Stream<Placement> places() {
        return Stream.of(new Placement("10.0.0.1", false, "/var/lib/my etcd's", Optional.of("/var/lib/etcd-wal"),
                Optional.of(new Owner("etcd", Optional.of("etcd"))), false),
                new Placement("10.0.0.1", true, "/restore/m0.etcd", Optional.empty(), Optional.empty(), false));
    }

    @ParameterizedTest
    @MethodSource("places")
    void isGoodBash(Placement place) throws Exception {
        Path script = write(place);
        assertThat(run("/bin/bash", "-n", script.toString())).isEqualTo(new Result(0, ""));
        if (Programs.isThere("shellcheck")) {
            assertThat(run("shellcheck", script.toString())).isEqualTo(new Result(0, ""));
        }
    }

    @Test
    void putsTheDirectoriesInPlaceAndKeepsTheOldOnes() throws Exception {
        directories();
        Result result = run("/bin/bash", write(remote()).toString());
        assertThat(result.output()).startsWith("etcd --name m0 --data-dir " + directory.resolve("data") + " ");
        assertThat(directory.resolve("data/new")).exists();
        assertThat(directory.resolve("data.before-recovery/old")).exists();
        assertThat(directory.resolve("data.new")).doesNotExist();
    }

    @Test
    void changesNothingWhereSomethingIsNotAsExpected() throws Exception {
        Files.createFile(Files.createDirectory(directory.resolve("data")).resolve("old"));
        Result missing = run("/bin/bash", write(remote()).toString());
        assertThat(missing).isEqualTo(new Result(1, directory.resolve("data.new")
                + " does not exist. Copy the restored directory to this host first.\n"));
        Files.createDirectory(directory.resolve("data.new"));
        Files.createDirectory(directory.resolve("data.before-recovery"));
        Result twice = run("/bin/bash", write(remote()).toString());
        assertThat(twice.code()).isEqualTo(1);
        assertThat(twice.output()).contains("data.before-recovery already exists, and this script overwrites nothing");
        assertThat(directory.resolve("data/old")).exists();
    }

    /** Its data may be in another directory, so that nothing else would tell before the directories are moved. */
    @ParameterizedTest
    @CsvSource({"127.0.0.1, 127.0.0.1, 1", "0.0.0.0, 127.0.0.1, 1", "::, 127.0.0.1, 1", "127.0.0.1, localhost, 1",
            "127.0.0.1, m0.example.com, 1", "127.0.0.1, 0.0.0.0, 1", "::1, [::1], 1", "127.0.0.1, 127.0.0.2, 0"})
    void changesNothingWhileAServerHasAPort(String listening, String planned, int code) throws Exception {
        Programs.require("ss");
        directories();
        try (ServerSocket old = new ServerSocket(0, 1, InetAddress.getByName(listening))) {
            String taken = "http://" + planned + ":" + old.getLocalPort();
            for (MemberRequest member : List.of(member(taken, FREE), member(FREE, taken))) {
                Result result = run("/bin/bash", write(remote(), member).toString());
                assertThat(result.code()).as("%s", result).isEqualTo(code);
                if (code == 0) {
                    assertThat(directory.resolve("data/new")).exists();
                    return;
                }
                assertThat(result.output())
                        .startsWith("A server still has a port of this member. Stop it first: LISTEN ");
                assertThat(directory.resolve("data/old")).exists();
            }
        }
    }

    /** etcd then listens where it does by default. */
    @Test
    void looksAtEtcdsOwnPortWithoutClientUrls() throws Exception {
        assertThat(Files.readString(write(remote(), Samples.member("m0", FREE))))
                .contains("sport = :2379 and ( src = localhost or");
    }

    @Test
    void isNamedAfterTheMember() {
        assertThat(StartScript.fileName(StartGuideTest.plan(Optional.empty(), Samples.member("a b:c", "http://h:1"))
                .members()
                .getFirst())).isEqualTo("start-a_b_c.sh");
    }

    /** The old directory, and the one that was copied. */
    private void directories() throws IOException {
        Files.createFile(Files.createDirectory(directory.resolve("data")).resolve("old"));
        Files.createFile(Files.createDirectory(directory.resolve("data.new")).resolve("new"));
    }

    private static MemberRequest member(String peerUrl, String clientUrl) {
        return new MemberRequest("m0", List.of(peerUrl), List.of(clientUrl), Optional.of(Path.of("/restore/m0.etcd")),
                Optional.empty(), false);
    }

    private Placement remote() {
        return new Placement("10.0.0.1", false, directory.resolve("data").toString(), Optional.empty(),
                Optional.empty(), false);
    }

    private Path write(Placement place) throws IOException {
        return write(place, member(FREE, FREE));
    }

    private Path write(Placement place, MemberRequest... members) throws IOException {
        RestorePlan plan = StartGuideTest.plan(Optional.empty(), members);
        return Files.writeString(directory.resolve("start.sh"),
                StartScript.of(plan, plan.members().getFirst(), place).text());
    }

    /** Runs a command with a program that prints its own command line in place of the server. */
    private Result run(String... command) throws IOException, InterruptedException {
        Path etcd = directory.resolve("etcd");
        Files.writeString(etcd, "#!/bin/bash\necho etcd \"$@\"\n");
        assertThat(etcd.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
        builder.environment().merge("PATH", directory.toString(), (path, first) -> first + ":" + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }

    private record Result(int code, String output) {}
}
