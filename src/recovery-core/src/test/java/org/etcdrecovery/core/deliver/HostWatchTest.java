package org.etcdrecovery.core.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.core.deliver.LocalHost.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script waits for the member itself, and not for whatever listens on its port. This process plays both. */
class HostWatchTest {
    /** A service that runs, and no waiting. */
    private static final String RUNS = "systemctl() { echo active; }\nsleep() { :; }\n";

    @TempDir
    private Path directory;
    private Path data;
    private LocalHost host;
    private ServerSocket listener;

    @BeforeEach
    void begin() throws IOException {
        data = directory.resolve("etcd");
        Files.createDirectories(data.resolve("member/snap"));
        Files.writeString(data.resolve("member/snap/db"), "new");
        host = new LocalHost(data, new ServiceForm.Systemd("etcd.service"));
        Path place = Files.createDirectory(directory.resolve(".etcd-recovery-etcd"));
        Files.writeString(place.resolve("journal"), "2026-11-29T10:00:00Z started plan=" + LocalHost.PLAN + " .\n");
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void end() throws IOException {
        listener.close();
    }

    @Test
    void theMemberListensOnceItHasItsDatabaseOpen() throws IOException {
        try (FileChannel database = FileChannel.open(data.resolve("member/snap/db"))) {
            assertThat(database.isOpen()).isTrue();
            Answer answer = watch(RUNS);
            assertThat(answer.failed()).isEmpty();
            assertThat(answer.answer().value("listening")).contains(port());
        }
    }

    @Test
    void somethingElseIsNamedAndIsNotTheMember() throws IOException {
        Answer answer = watch(RUNS);
        assertThat(answer.failed()).startsWith("host.port after 3 seconds the member does not listen at port " + port()
                + ", and something else listens on port " + port() + ": process " + ProcessHandle.current().pid()
                + " ").contains("java");
        assertThat(answer.answer().values("phase")).as("told once")
                .singleElement()
                .asString()
                .startsWith("other " + port() + " ");
    }

    @Test
    void whatOtherProcessesListenOnIsNotSeenByEveryone() throws IOException {
        Answer answer = watch(RUNS + "owners() { :; }\n");
        assertThat(answer.failed()).isEmpty();
        assertThat(answer.answer().value("unseen")).contains(port());
    }

    @Test
    void aServiceThatEndsIsToldWithItsLog() throws IOException {
        listener.close();
        Answer answer = watch("""
                systemctl() { echo failed; }
                sleep() { :; }
                journalctl() { printf '%s\\n' '{"level":"fatal","msg":"no such file"}' 'goroutine 1'; }
                """);
        assertThat(answer.failed()).isEqualTo("host.not-started etcd.service has ended");
        assertThat(answer.answer().values("log")).containsExactly("{\"level\":\"fatal\",\"msg\":\"no such file\"}",
                "{\"level\":\"fatal\",\"msg\":\"no such file\"}", "goroutine 1");
    }

    @Test
    void aMemberInQuarantineThatClientsReachIsStopped() throws IOException {
        Files.writeString(directory.resolve(".etcd-recovery-etcd/journal"), "2026-11-29T10:00:00Z started plan="
                + LocalHost.PLAN + " quarantine=1 .\n");
        String stops = "systemctl() { echo active; if [ \"$1\" = stop ]; then touch \"$dir/stopped\"; fi; }\nsleep() { :; }\n";
        Answer stranger = watch(stops);
        assertThat(stranger.failed()).startsWith("host.port");
        assertThat(data.resolve("stopped")).doesNotExist();
        try (FileChannel database = FileChannel.open(data.resolve("member/snap/db"))) {
            assertThat(database.isOpen()).isTrue();
            Answer member = watch(stops);
            assertThat(member.failed()).startsWith("quarantine.open");
            assertThat(data.resolve("stopped")).exists();
        }
    }

    private String port() {
        return Integer.toString(listener.getLocalPort());
    }

    private Answer watch(String before) throws IOException {
        return host.run(host.call("watch").with("client_ports", port()), before, _ -> {});
    }
}
