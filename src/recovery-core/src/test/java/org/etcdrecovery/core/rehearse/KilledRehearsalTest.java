package org.etcdrecovery.core.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal whose process is killed: nobody is left to clean up, and nothing must remain running. */
class KilledRehearsalTest {
    private static final String RUNNING = "running ";

    @TempDir
    private Path directory;

    @Test
    void noServerOutlivesIt() throws Exception {
        RehearsalFixture.etcd(EtcdVersion.V3_6);
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        Process killed = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                KilledRehearsalTest.class.getName(), directory.toString()).redirectErrorStream(true).start();
        try {
            List<ProcessHandle> servers = awaitRunning(killed);
            assertThat(servers).hasSizeGreaterThanOrEqualTo(3);
            assertThat(scratch.toFile().list()).hasSize(1);

            killed.destroyForcibly();

            for (ProcessHandle server : servers) {
                assertThat(server.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
            }
            Scratch.in(scratch).sweep();
            assertThat(scratch).isEmptyDirectory();
        } finally {
            killed.destroyForcibly();
        }
    }

    private static List<ProcessHandle> awaitRunning(Process killed) throws IOException {
        BufferedReader printed = new BufferedReader(
                new InputStreamReader(killed.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder all = new StringBuilder();
        for (String line = printed.readLine(); line != null; line = printed.readLine()) {
            all.append(line).append('\n');
            if (line.startsWith(RUNNING)) {
                return Arrays.stream(line.substring(RUNNING.length()).split(" "))
                        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
                        .toList();
            }
        }
        throw new AssertionError(all);
    }

    /**
     * Rehearses until the members serve, prints the processes, and waits to be killed.
     *
     * @param arguments the directory
     */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        Rehearsal.run(RehearsalFixture.request(
                RehearsalFixture.plan(RehearsalFixture.SAMPLE, EtcdVersion.V3_6, directory, 1, 0),
                RehearsalFixture.etcd(EtcdVersion.V3_6), directory.resolve("scratch")), new RehearsalListener() {
                    @Override
                    public void began(RehearsalStage stage) {
                        if (stage == RehearsalStage.PROVE) {
                            System.out.println(RUNNING + ProcessHandle.current()
                                    .descendants()
                                    .map(process -> Long.toString(process.pid()))
                                    .collect(Collectors.joining(" ")));
                            while (true) {
                                LockSupport.park();
                            }
                        }
                    }
                }, Progress.NONE);
    }
}
