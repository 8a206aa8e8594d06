package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RehearseTest {
    @TempDir
    private Path directory;

    private Path scratch;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        scratch = Files.createDirectory(directory.resolve("s"));
    }

    private Run rehearse(Object... more) {
        return Run.of(
                Stream.concat(Stream.of("rehearse", "--scratch", scratch, "--etcd", Judges.etcd(EtcdVersion.V3_6)),
                        Stream.of(more)).toArray());
    }

    private Object[] request(String snapshot, Object... more) {
        return Stream.concat(Stream.of(directory.resolve(snapshot), "--member", "m1=http://127.0.0.1:2380", "--member",
                "m2=http://127.0.0.2:2380", "--token", "token"), Stream.of(more)).toArray();
    }

    /** The arguments of a restore and the plan that they make come to the same, as text and as JSON. */
    @Test
    void aPlanIsProvenFromItsArgumentsAndFromItsFile() throws IOException {
        Run text = rehearse(request(Snapshots.OF_3_6));
        assertThat(text.code()).as("%s", text).isEqualTo(ExitCode.OK);
        assertThat(text.out()).contains("  Written  ", "  Swept  ",
                "\nPROVEN: etcd 3.6.16 starts from this plan and serves every key: 1 member, from nothing to proven in ",
                "not proven: Only one of 2 members ran", "not proven: It cannot check your production URLs");
        assertThat(scratch).isEmptyDirectory();

        Path out = directory.resolve("out");
        Path plan = Files.writeString(directory.resolve("plan.json"),
                Run.of(Stream.concat(Stream.of("plan"), Stream.of(request(Snapshots.OF_3_6, "--out", out))).toArray())
                        .out());
        Run json = rehearse("--plan", plan, "-w", "json");
        assertThat(json.code()).as("%s", json).isEqualTo(ExitCode.OK);
        assertThat(json.out()
                .replace(Judges.etcd(EtcdVersion.V3_6).toString(), "/ETCD")
                .replaceAll("\"\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\"", "\"TIME\"")
                .replaceAll("(?i)(milliseconds\" : )\\d+", "$1N")
                .replaceAll("proven in [0-9.]+ s", "proven in N s")
                .replaceAll("in \\d+ ms", "in N ms")
                .replaceAll("term \\d+", "term N")
                .replaceAll("\\b[0-9a-f]{12,16}\\b", "ID")).isEqualTo(Snapshots.text("json/rehearse.json"));
        assertThat(scratch).isEmptyDirectory();
        assertThat(out).doesNotExist();
    }

    @Test
    void authenticationNeedsALoginForAllOfIt() throws IOException {
        Path snapshot = org.etcdrecovery.core.testing.Snapshots.of(EtcdVersion.V3_6, SnapshotContent.AUTH).file();
        Object[] request = {snapshot, "--member", "m1=http://127.0.0.1:2380"};

        Run part = rehearse(request);
        assertThat(part.code()).as("%s", part).isEqualTo(ExitCode.WITH_CARE);
        assertThat(part.out()).contains("\nPROVEN IN PART: ", "limited Proven", "Give a user with the role root");

        String credentials = SnapshotContent.AUTH.credentials().getFirst();
        Path password = Files.writeString(directory.resolve("password"),
                credentials.substring(credentials.indexOf(':') + 1));
        Run whole = rehearse(Stream.concat(Stream.of(request),
                Stream.of("--user", "root", "--password-file", password)).toArray());
        assertThat(whole.code()).as("%s", whole).isEqualTo(ExitCode.OK);

        Run wrong = rehearse(Stream.concat(Stream.of(request), Stream.of("--user", "root:wrong")).toArray());
        assertThat(wrong.code()).as("%s", wrong).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void whatCannotBeTriedHasACodeOfItsOwn() throws IOException {
        Run version = rehearse(request(Snapshots.OF_3_6, "--etcd-version", "3.7", "-w", "json"));
        assertThat(version.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(version.out()).contains("\"code\" : \"rehearse.other-version\"");
        Run none = Run.of(Map.of("PATH", "", "HOME", directory.toString()), "rehearse", directory.resolve(
                Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380", "--scratch", scratch);
        assertThat(none.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(none.err()).contains("No etcd 3.6 in PATH");
        Run missing = rehearse(request(Snapshots.OF_3_6, "--scratch", directory.resolve("missing")));
        assertThat(missing.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(missing.err()).contains("does not exist: create it");
    }

    @Test
    void wrongUsageIsRefusedBeforeAnythingStarts() throws IOException {
        Path plan = Files.writeString(directory.resolve("plan.json"), "{}");
        for (Object[] arguments : List.of(request(Snapshots.OF_3_6, "--members", "two"),
                new Object[]{"--plan", plan, "--token", "x"}, new Object[]{"--plan", plan, directory}, new Object[0],
                new Object[]{directory.resolve(Snapshots.OF_3_6)})) {
            Run run = rehearse(arguments);
            assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.USAGE);
        }
        Run unusable = rehearse(plan, "--member", "m1=http://127.0.0.1:2380");
        assertThat(unusable.code()).as("%s", unusable).isEqualTo(ExitCode.NOT_RESTORABLE);
    }

    /** The etcd never serves, so the rehearsal would wait for minutes. */
    @Test
    @Timeout(120)
    void aSignalEndsItAndLeavesNothing() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill");
        Path silent = Files.writeString(directory.resolve("etcd"), """
                #!/bin/sh
                if [ "$1" = --version ]; then echo 'etcd Version: 3.6.16'; exit; fi
                echo $$ >"$2.pid"
                exec sleep 600
                """.replace("$2", directory.resolve("running").toString()));
        assertThat(silent.toFile().setExecutable(true)).isTrue();
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "rehearse",
                directory.resolve(Snapshots.OF_3_6).toString(), "--member", "m1=http://127.0.0.1:2380", "--etcd",
                silent.toString(), "--scratch", scratch.toString()).redirectErrorStream(true).start();
        try {
            ProcessHandle server = awaitServer(process);
            assertThat(scratch.toFile().list()).hasSize(1);
            assertThat(new ProcessBuilder("/bin/kill", "-TERM", Long.toString(process.pid())).start().waitFor())
                    .isZero();

            assertThat(process.waitFor()).isEqualTo(143);

            assertThat(server.onExit().get().isAlive()).isFalse();
            assertThat(scratch).isEmptyDirectory();
        } finally {
            process.destroyForcibly();
        }
    }

    private ProcessHandle awaitServer(Process process) throws IOException {
        Path file = directory.resolve("running.pid");
        while (!Files.exists(file) || !Files.readString(file).endsWith("\n")) {
            assertThat(process.isAlive()).isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).strip())).orElseThrow();
    }
}
