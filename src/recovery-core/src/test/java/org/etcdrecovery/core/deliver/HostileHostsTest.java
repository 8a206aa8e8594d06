package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Destinations that are typed to mean something else, and hosts that answer what no sshd does. */
class HostileHostsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"-oProxyCommand=id", "-l", "root@-oProxyCommand=id", "-oProxyCommand=id@h", "a b", "a\nb",
            "a\n-oProxyCommand=id", "$(id)", "`id`", "a;id", "a|id", "a&id", "a'b", "a\"b", "%h", "a%n", "~", "a\\b",
            "[-o]", "[$(id)]", "[::1%$(id)]", "[::1", "::1", "h:0", "h:65536", "h:-1", "h:22 -v", "\u202eh", "a\u0000b",
            "\u001b[31mh", "", "@", "root@", "h,i", "*", "{a,b}"})
    void whatIsNoHostIsRefusedAndShownHarmless(String host) {
        for (String text : List.of("ssh://" + host, "m1=ssh://" + host)) {
            assertThatThrownBy(() -> Through.parse(List.of(text))).isInstanceOf(IllegalArgumentException.class)
                    .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n", "\u001b", "\u202e",
                            "\u0000"));
        }
        assertThatThrownBy(() -> Destination.parse("ssh://" + host + "/var/lib/etcd"))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("\n", "\u001b", "\u202e",
                        "\u0000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh://me:s3cret@h", "m1=ssh://me:s3cret@h", "ssh://me:s3cret@h:22", "ssh://me:s3/cret@h",
            "m1=ssh://me:s3/cret@h:22/var/lib/etcd"})
    void aPasswordIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> Through.parse(List.of(text))).isInstanceOf(IllegalArgumentException.class)
                .satisfies(refused -> assertThat(refused.getMessage()).doesNotContain("s3", "cret"));
    }

    /** Members name their URLs, and DNS the targets of its records. */
    @ParameterizedTest
    @ValueSource(strings = {"-oProxyCommand=id", "/run/docker.sock", "a b", "$(id)", "${HOME}", "%h", ""})
    void nothingIsForwardedToWhatIsNoHost(String target) throws IOException {
        try (SshHost host = new SshHost(SshAddress.parse("ssh://127.0.0.1:1"), settings(), directory, 0)) {
            assertThatThrownBy(() -> host.forward(1, target, 2379)).isInstanceOfSatisfying(DeliveryException.class,
                    e -> assertThat(e.code()).isEqualTo("ssh.no-forwarding"))
                    .hasMessageEndingWith("which is not a host");
        }
    }

    @Test
    void garbageIsOneShortSentence() throws IOException {
        byte[] garbage = ("\u001b]0;owned\u0007 \u202e".repeat(50) + "\r\n").repeat(2000)
                .getBytes(StandardCharsets.UTF_8);
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                while (!server.isClosed()) {
                    try (Socket socket = server.accept(); OutputStream out = socket.getOutputStream()) {
                        out.write(garbage);
                    } catch (IOException e) {
                        // It has heard enough, or the test has ended.
                    }
                }
            });
            try (SshRoutes routes = routes(server)) {
                assertThatThrownBy(() -> routes.open(Progress.NONE)).isInstanceOf(DeliveryException.class)
                        .satisfies(failed -> {
                            assertThat(failed.getMessage()).startsWith("127.0.0.1:" + server.getLocalPort() + ": ")
                                    .hasSizeLessThan(2000)
                                    .doesNotContain("\u001b", "\u0007", "\u202e", "\r", "\n");
                        });
                assertThat(routes.unknownKeys()).isEmpty();
            }
        }
    }

    @Test
    void aHostThatNeverAnswersCanBeLeftAndNothingOfItStays() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                SshRoutes routes = routes(server)) {
            Cancellation stop = new Cancellation();
            Thread.ofVirtual().start(() -> {
                try {
                    // Kept open, and silent.
                    server.accept();
                    stop.cancel();
                } catch (IOException e) {
                    // The test has ended.
                }
            });
            assertThatThrownBy(() -> routes.open(stop.guard(Progress.NONE)))
                    .isInstanceOf(CancellationException.class);
        }
        Instant end = Instant.now().plus(PATIENCE);
        while (runsOfTest() > 0 && Instant.now().isBefore(end)) {
            Thread.onSpinWait();
        }
        assertThat(runsOfTest()).as("processes of ssh").isZero();
    }

    private long runsOfTest() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(directory.toString()))
                        .isPresent())
                .count();
    }

    private SshRoutes routes(ServerSocket server) throws IOException {
        return new SshRoutes(Through.parse(List.of("ssh://127.0.0.1:" + server.getLocalPort())), settings(),
                Scratch.in(directory));
    }

    private SshSettings settings() throws IOException {
        Path config = Files.writeString(directory.resolve("config"),
                "Host *\n  UserKnownHostsFile none\n  GlobalKnownHostsFile none\n  IdentityAgent none\n");
        return new SshSettings(Optional.of(config), Optional.empty(), Map.of());
    }
}
