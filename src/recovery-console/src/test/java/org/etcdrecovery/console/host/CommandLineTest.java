package org.etcdrecovery.console.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void showsWhichMemberItIs() {
        CommandLine line = new CommandLine(List.of("/usr/bin/etcd", "--name", "etcd-a", "-data-dir=/var/lib/etcd",
                "--listen-client-urls=http://10.0.0.11:2379,http://127.0.0.1:2379", "--force-new-cluster"));

        assertThat(line.shown()).isEqualTo("/usr/bin/etcd --name etcd-a --data-dir=/var/lib/etcd"
                + " --listen-client-urls=http://10.0.0.11:2379,http://127.0.0.1:2379 --force-new-cluster");
        assertThat(line.program()).isEqualTo("etcd");
        assertThat(line.value("name")).contains("etcd-a");
        assertThat(line.value("data-dir")).contains("/var/lib/etcd");
        assertThat(line.value("wal-dir")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--discovery-password=hunter2", "--discovery-password hunter2",
            "--discovery-proxy=http://user:hunter2@proxy", "--listen-client-urls=http://user:hunter2@10.0.0.11:2379",
            "--listen-client-urls http://user:hunter2@10.0.0.11:2379", "--unknown-flag hunter2", "hunter2",
            "--name=etcd-a hunter2", "--initial-cluster=a=http://u:hunter2@a:2380", "--auth-token=jwt,key=hunter2"})
    void neverShowsASecret(String arguments) {
        CommandLine line = new CommandLine(List.of(("etcd " + arguments).split(" ")));

        assertThat(line.shown()).doesNotContain("hunter2").startsWith("etcd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h", "--version", "version", "help", "--data-dir=/srv/a --version",
            "grpc-proxy start --endpoints=10.0.0.1:2379 --listen-addr=127.0.0.1:23790",
            "gateway start --endpoints=10.0.0.1:2379 --listen-addr=127.0.0.1:23790"})
    void aQuestionOrAProxyIsNoMember(String arguments) {
        assertThat(new CommandLine(List.of(("etcd " + arguments).split(" "))).isOfMember()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "etcd --name version", "etcd --name=a --data-dir gateway"})
    void aMemberMayBeCalledLikeAnotherProgram(String line) {
        assertThat(new CommandLine(List.of(line.split(" "))).isOfMember()).isTrue();
    }

    @Test
    void isBoundedAndEscaped() {
        CommandLine line = new CommandLine(List.of("etcd", "--name=a\u001b[2Jb\nc", "--data-dir=" + "x".repeat(9_000)));

        assertThat(line.shown()).doesNotContain("\u001b", "\n").contains("xxx … xxx").hasSizeLessThan(4_100);
    }

    /** What tells one member from another, such as its data directory, is often the last of some thirty arguments. */
    @Test
    void isWholeAsKubeadmWritesIt() {
        String urls = "https://192.168.100.101:2380,https://192.168.100.102:2380,https://192.168.100.103:2380";
        List<String> words = List.of(("etcd --name=control-plane-1.example.net --initial-cluster=" + urls
                + (" --listen-peer-urls=" + urls).repeat(9) + " --data-dir=/var/lib/etcd").split(" "));

        assertThat(new CommandLine(words).shown()).isEqualTo(String.join(" ", words)).hasSizeGreaterThan(1_000);
    }
}
