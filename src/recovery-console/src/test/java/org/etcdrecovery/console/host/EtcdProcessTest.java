package org.etcdrecovery.console.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.console.host.EtcdProcess.Manager;
import org.etcdrecovery.core.handover.OldMemberCommands;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EtcdProcessTest {
    private static final CommandLine LINE = new CommandLine(List.of("etcd", "--data-dir", "/var/lib/etcd"));

    @Test
    void findsAServerByTheNameOfItsProgram(@TempDir Path directory) throws IOException {
        Path program = Files.copy(Path.of("/bin/sleep"), directory.resolve("etcd"));
        Process process = new ProcessBuilder(program.toString(), "600").start();
        try {
            assertThat(EtcdProcess.running()).filteredOn(found -> found.pid() == process.pid())
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.started()).isPresent();
                        assertThat(found.arguments().words()).containsExactly(program.toString(), "600");
                    });
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void isStoppedByWhatStartedIt() {
        assertThat(stop("0::/system.slice/etcd.service\n")).isEqualTo("systemctl disable --now etcd.service");
        assertThat(stop("12:pids:/system.slice/system-etcd.slice/etcd@b.service\n0::/\n"))
                .isEqualTo("systemctl disable --now etcd@b.service");
        assertThat(stop("0::/kubepods.slice/kubepods-burstable.slice/cri-containerd-1.scope"))
                .contains("/etc/kubernetes/manifests/etcd.yaml");
    }

    /** Stopping the unit would stop more than the server. */
    @ParameterizedTest
    @ValueSource(strings = {"", "0::/", "0::/user.slice/user-0.slice/session-3.scope", "0::/system.slice/cron.service",
            "0::/system.slice/docker-0123.scope"})
    void isKilledIfItIsNotKnownWhatStartedIt(String cgroups) {
        assertThat(stop(cgroups))
                .startsWith("if ps -ww -o args= -p 12 | grep -qF -e '--data-dir /var/lib/etcd'; then\n  kill 12 && ");
    }

    /** Pasted late, it must not stop the process that has the number by then. */
    @Test
    void stopsOnlyTheServerThatWasSeen() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", "read line", "--data-dir=/srv/one").start();
        try {
            run(OldMemberCommands.kill(process.pid(), Optional.of("--data-dir=/srv/two")).text());
            run(OldMemberCommands.kill(process.pid(), Optional.empty()).text());
            assertThat(process.isAlive()).isTrue();

            run(OldMemberCommands.kill(process.pid(), Optional.of("--data-dir=/srv/one")).text());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    private static void run(String command) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        shell.waitFor();
    }

    @Test
    void servesWhatItsCommandLineNames() {
        EtcdProcess process = new EtcdProcess(12, Optional.empty(), LINE, new Manager.None());

        assertThat(process.serves(Path.of("/var/lib/etcd"))).isTrue();
        assertThat(process.serves(Path.of("/var/lib/etcd.new"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/srv/new/etcd-a/", "etcd-a", "./etcd-a", "/srv/new/../new/etcd-a"})
    void servesADirectoryHoweverItIsWritten(String written) {
        EtcdProcess process = new EtcdProcess(12, Optional.empty(),
                new CommandLine(List.of("etcd", "--data-dir=" + written)), new Manager.None());

        assertThat(process.serves(Path.of("/srv/new/etcd-a"))).isTrue();
        assertThat(process.serves(Path.of("/srv/new/my-etcd-a"))).isFalse();
    }

    private static String stop(String cgroups) {
        return new EtcdProcess(12, Optional.empty(), LINE, EtcdProcess.manager(cgroups)).stop().text();
    }
}
