package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real process that a signal ends while its verb waits for a server. */
@Timeout(120)
class SignalTest {
    private static final int ACCEPT_MILLIS = 60_000;
    /** Signals that a shell has the build ignore, as nohup does, would be ignored by what it starts too. */
    private static final List<String> RESET = List.of("env", "--default-signal");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({"INT,130", "TERM,143", "HUP,129"})
    void exitsWithTheNumberOfTheSignal(String signal, int code) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill");
        assumeTrue(resetsSignals(), "env has no --default-signal");
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            silent.setSoTimeout(ACCEPT_MILLIS);
            Process process = prove(silent.getLocalPort());
            try (Socket accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                Process kill = new ProcessBuilder("/bin/kill", "-" + signal, Long.toString(process.pid())).start();
                assertThat(kill.waitFor()).isZero();

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue())
                        .as(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(code);
                JsonNode json = JsonMapper.shared().readTree(process.getInputStream());
                assertThat(json.path("failure").path("exitCode").asInt()).as("%s", json).isEqualTo(code);
            } finally {
                process.destroyForcibly();
            }
        }
    }

    private static boolean resetsSignals() throws IOException, InterruptedException {
        return new ProcessBuilder(RESET.getFirst(), RESET.getLast(), "true").start().waitFor() == 0;
    }

    private Process prove(int port) throws IOException {
        Snapshots.copyTo(directory);
        Run plan = Run.of("plan", directory.resolve(Snapshots.OF_3_6), "--member", "m1=http://127.0.0.1:2380", "--out",
                directory.resolve("out"));
        Path file = Files.writeString(directory.resolve("plan.json"), plan.out());
        return new ProcessBuilder(RESET.getFirst(), RESET.getLast(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(), "-cp",
                System.getProperty("java.class.path"), Main.class.getName(), "cluster", "prove", "--plan",
                file.toString(), "--endpoints", "127.0.0.1:" + port, "--wait", "1h", "-w", "json").start();
    }
}
