package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the command line handles a restore that was killed between its renames. */
class KilledRestoreTest {
    private static final int KILLED = 137;
    /** Five renames, and no record removed yet. */
    private static final int ALL_IN_PLACE = 5;

    @TempDir
    private Path directory;

    private Path out;

    /** The core's tests kill it after all logs and the first data directory are in place. */
    @BeforeEach
    void killHalfWay() throws Exception {
        kill("out", 3);
    }

    private void kill(String name, int step) throws Exception {
        out = directory.resolve(name);
        Files.createDirectories(out.resolve("m2.etcd"));
        Files.createDirectories(out.resolve("m2.wal"));
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
                System.getProperty("java.class.path"), "org.etcdrecovery.core.restore.KilledRestore", out.toString(),
                "plan", "PUBLISH", Integer.toString(step)).inheritIO().start();
        assertThat(process.waitFor()).isEqualTo(KILLED);
        assertThat(staged()).isNotEmpty();
    }

    @Test
    void whatWasCompleteAndRunsIsNotCalledRestoredNow() throws Exception {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/locks")), "locks cannot be seen here");
        kill("complete", ALL_IN_PLACE);
        try (FileChannel database = FileChannel.open(out.resolve("m1.etcd/member/snap/db"), StandardOpenOption.WRITE);
                FileLock lock = database.lock()) {
            assertThat(lock.isValid()).isTrue();
            Run run = Run.of(command("restore"));
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            assertThat(run.err()).contains("is already complete").doesNotContain("completing it now");
            assertThat(run.out()).startsWith("ALREADY COMPLETE")
                    .contains("An etcd runs on " + out.resolve("m1.etcd"), "To start m0:", "was not read again")
                    .doesNotContain("RESTORED", "To start m1:");
        }
        assertComplete();
    }

    @Test
    void jsonSaysWhatWasInPlaceAlready() throws Exception {
        JsonNode completed = JsonMapper.shared().readTree(Run.of(command("restore", "-w", "json")).out());
        assertThat(completed.path("completeAlready").asBoolean()).isFalse();
        assertThat(completed.path("inPlaceAlready").valueStream().map(JsonNode::asString)).hasSize(1);

        kill("complete", ALL_IN_PLACE);
        JsonNode complete = JsonMapper.shared().readTree(Run.of(command("restore", "-w", "json")).out());
        assertThat(complete.path("completeAlready").asBoolean()).isTrue();
        assertThat(complete.path("inPlaceAlready").valueStream().map(JsonNode::asString))
                .containsExactly("m0", "m1", "m2");
    }

    @Test
    void aRestoreThatRunsIsNotCalledCompletedNow() throws Exception {
        Path state = staged().stream().filter(path -> path.toString().endsWith(".state")).findFirst().orElseThrow();
        try (FileChannel running = FileChannel.open(state, StandardOpenOption.WRITE); FileLock lock = running.lock()) {
            assertThat(lock.isValid()).isTrue();
            Run run = Run.of(command("restore"));
            assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
            assertThat(run.err()).contains("Another restore to").doesNotContain("completing it now");
        }
    }

    @Test
    void theSameCommandOnceMoreCompletesIt() throws IOException {
        Run run = Run.of(command("restore"));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("completing it now");
        assertThat(run.out()).contains("token token-of-the-test");
        assertComplete();
    }

    @Test
    void anotherCommandSaysHowToCompleteIt() throws IOException {
        Run refused = Run.of(command("restore", "--bump-revision", "1000", "--mark-compacted"));
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        String command = refused.err()
                .lines()
                .filter(line -> line.contains("etcd-recovery restore --plan "))
                .map(line -> line.substring(line.indexOf("restore --plan ")))
                .findFirst()
                .orElseThrow();
        Run completed = Run.of((Object[]) command.split(" ", -1));
        assertThat(completed.code()).as(completed.err()).isEqualTo(ExitCode.OK);
        assertComplete();
    }

    private Object[] command(String verb, String... more) {
        return Stream.concat(
                Stream.of(verb, sample(), "--out", out, "--member", "m0=http://10.0.0.0:2380", "--member",
                        "m1=http://10.0.0.1:2380", "--member", "m2=http://10.0.0.2:2380", "--wal-dir",
                        "m1=" + out.resolve("m1.wal"), "--wal-dir", "m2=" + out.resolve("m2.wal")),
                Stream.of(more)).toArray();
    }

    private static Path sample() {
        Path up = Path.of("").toAbsolutePath();
        while (!Files.exists(up.resolve("src/recovery-core/src/test/samples/kubernetes.db"))) {
            up = Objects.requireNonNull(up.getParent(), "the sample is above the working directory");
        }
        return up.resolve("src/recovery-core/src/test/samples/kubernetes.db");
    }

    private void assertComplete() throws IOException {
        for (String name : List.of("m0", "m1", "m2")) {
            assertThat(out.resolve(name + ".etcd/member/snap/db")).isRegularFile();
        }
        assertThat(staged()).isEmpty();
    }

    private List<Path> staged() throws IOException {
        try (Stream<Path> all = Files.walk(out)) {
            return all.filter(path -> path.getFileName().toString().contains(".restoring-")).toList();
        }
    }
}
