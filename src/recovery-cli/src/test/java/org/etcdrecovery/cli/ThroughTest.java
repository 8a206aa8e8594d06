package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.ThreeHosts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs for a live cluster, whose only member listens at the loopback address of a host that ssh reaches. */
class ThroughTest {
    private static final int PORT = 31200;

    @TempDir
    private Path directory;
    private ThreeHosts hosts;

    @BeforeEach
    void start() throws IOException {
        hosts = ThreeHosts.shared();
        Files.createDirectory(directory.resolve("scratch"));
        hosts.on(1, "mkdir -p /mnt/through; exec 2>/mnt/through/log; nohup " + Judges.etcd(EtcdVersion.V3_6)
                + " --name=m1 --data-dir=/mnt/through/" + directory.getFileName() + " --listen-client-urls="
                + url(PORT) + " --advertise-client-urls=" + url(PORT) + " --listen-peer-urls=" + url(PORT + 1)
                + " --initial-advertise-peer-urls=" + url(PORT + 1) + " --initial-cluster=m1=" + url(PORT + 1)
                + " >/dev/null </dev/null & echo $! >/mnt/through/pid");
    }

    @AfterEach
    void stop() {
        hosts.on(1, "kill -9 $(cat /mnt/through/pid)");
    }

    @Test
    void aClusterIsJudgedAndSavedThroughTheHostOfItsMember() throws IOException {
        Run assess = run("cluster", "assess", "--through", "ssh://etcd-b", "--command-timeout", "30s");
        assertThat(assess.code()).as("%s", assess).isZero();
        assertThat(run("endpoint", "status", "--through", "127.0.0.1=ssh://etcd-b/var/lib/etcd").out())
                .contains("3.6.");
        Path file = directory.resolve("saved.db");
        Run save = run("snapshot", "save", file, "--through", "ssh://etcd-b");
        assertThat(save.code()).as("%s", save).isZero();
        assertThat(file).exists();
        Run keep = run("snapshot", "keep", "--to", Files.createDirectory(directory.resolve("kept")), "--through",
                "ssh://etcd-b");
        assertThat(keep.code()).as("%s", keep).isZero();
        assertThat(directory.resolve("scratch")).as("sockets and logs of ssh").isEmptyDirectory();
    }

    @Test
    void aHostThatSshDoesNotReachIsOneSentence() {
        Run assess = run("cluster", "assess", "--through", "ssh://127.0.0.1:1", "-w", "json");
        assertThat(assess.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(assess.err()).startsWith("etcd-recovery cluster assess: 127.0.0.1:1: the host cannot be reached: ")
                .hasLineCount(1);
        assertThat(assess.out()).contains("\"code\" : \"ssh.unreachable\"");
        assertThat(run("snapshot", "save", directory.resolve("s.db"), "--through", "ssh://127.0.0.1:1").code())
                .isEqualTo(ExitCode.ETCD_INTERRUPTED);
        assertThat(directory.resolve("s.db")).doesNotExist();
    }

    @Test
    void whatIsNoHostIsWrongUsage() {
        Run run = run("cluster", "assess", "--through", "ssh://me:secret@bastion");
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("a password does not belong into an address").doesNotContain("secret");
    }

    private Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of(arguments));
        Stream.of("--endpoints", url(PORT), "--ssh-config", hosts.sshConfig(), "--scratch",
                directory.resolve("scratch")).forEach(all::add);
        return Run.of(all.toArray());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
