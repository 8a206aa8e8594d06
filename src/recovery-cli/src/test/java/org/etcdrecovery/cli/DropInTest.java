package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Snapshots saved, read and restored with arguments and environment as etcd's own e2e tests give them to etcdctl and
 * etcdutl, against real servers. {@code packaging/etcd/e2e} runs those tests themselves.
 */
@Tag("judge")
class DropInTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void savesReadsAndRestoresInEveryOrderOfArguments(EtcdVersion version) throws IOException {
        Path saved = directory.resolve("saved.db");
        Member member = Member.onFreePorts(Files.createDirectory(directory.resolve("old")), 1).getFirst();
        try (RealCluster cluster = RealCluster.start(version, List.of(member))) {
            cluster.gateway().put("foo", "bar");
            String endpoint = member.clientUrl().getAuthority();
            for (List<String> order : orders(List.of("--endpoints=" + endpoint, "--dial-timeout=7s"),
                    List.of("snapshot", "save"), saved.toString())) {
                assertSaved(saved, Run.of(order.toArray()));
            }
            assertSaved(saved, Run.of("--endpoints", endpoint, "--dial-timeout", "10s", "snapshot", "save", saved));
            assertSaved(saved, Run.of(Map.of("ETCDCTL_ENDPOINTS", endpoint, "ETCDCTL_DIAL_TIMEOUT", "7s"), "snapshot",
                    "save", saved));
        }

        for (List<String> order : orders(List.of("--write-out", "json"), List.of("snapshot", "status"),
                saved.toString())) {
            Run run = Run.of(order.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            JsonNode status = JSON.readTree(run.out());
            assertThat(status.get("revision").asLong()).isEqualTo(2);
            assertThat(status.get("totalKey").asLong()).isEqualTo(1);
            assertThat(run.out().lines()).hasSize(1);
        }

        List<String> flags = List.of("--name", member.name(), "--initial-cluster",
                Member.initialCluster(List.of(member)), "--initial-cluster-token", "new",
                "--initial-advertise-peer-urls", member.peerUrl().toString(), "--bump-revision", "10000",
                "--mark-compacted");
        List<Member> restored = new ArrayList<>();
        for (List<String> order : orders(flags, List.of("snapshot", "restore"), saved.toString())) {
            Path target = directory.resolve("restored" + restored.size());
            List<String> arguments = new ArrayList<>(order);
            arguments.addAll(0, List.of("--data-dir", target.toString()));
            Run run = Run.of(arguments.toArray());
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.err()).contains("added member");
            restored.add(new Member(member.name(), target, member.peerUrl(), member.clientUrl(), List.of()));
        }
        try (RealCluster cluster = RealCluster.start(version, List.of(restored.getLast()))) {
            assertThat(cluster.gateway().keys()).hasSize(1);
            assertThat(cluster.gateway().revision()).isEqualTo(10_002);
        }
    }

    @ParameterizedTest
    @EnumSource
    void savesAsTheUserThatMay(EtcdVersion version) throws IOException {
        Path saved = directory.resolve("saved.db");
        try (RealCluster cluster = RealCluster.fresh(version, directory, 1)) {
            Tool etcdctl = cluster.etcdctl();
            etcdctl.run("user", "add", "root:root").ok();
            etcdctl.run("user", "add", "test-user:pass").ok();
            etcdctl.run("user", "grant-role", "root", "root").ok();
            etcdctl.run("auth", "enable").ok();
            String endpoint = cluster.member(0).member().clientUrl().getAuthority();

            Run refused = Run.of("--endpoints=" + endpoint, "--dial-timeout=7s", "--user=test-user:pass", "snapshot",
                    "save", saved);
            assertThat(refused.code()).isEqualTo(ExitCode.ETCD_INTERRUPTED);
            assertThat(saved).doesNotExist();

            assertSaved(saved, Run.of("--user=root:root", "--endpoints=" + endpoint, "--dial-timeout=7s", "snapshot",
                    "save", saved));
            Map<String, String> environment = new HashMap<>(
                    Map.of("ETCDCTL_ENDPOINTS", endpoint, "ETCDCTL_USER", "root:root"));
            assertSaved(saved, Run.of(environment, "snapshot", "save", saved));
            environment.putAll(Map.of("ETCDCTL_USER", "root", "ETCDCTL_PASSWORD", "root"));
            assertSaved(saved, Run.of(environment, "snapshot", "save", saved));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "V3_7")
    void tellsAChangedSnapshot(EtcdVersion version) throws IOException {
        Path saved = directory.resolve("saved.db");
        try (RealCluster cluster = RealCluster.fresh(version, directory, 1)) {
            assertSaved(saved,
                    Run.of("--endpoints=" + cluster.member(0).member().clientUrl(), "snapshot", "save", saved));
        }
        try (RandomAccessFile file = new RandomAccessFile(saved.toFile(), "rw")) {
            file.write(new byte[512]);
        }

        Run run = Run.of("snapshot", "restore", "--data-dir", Files.createDirectory(directory.resolve("empty")), saved);

        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).contains("Error: expected sha256");
    }

    private static void assertSaved(Path saved, Run run) throws IOException {
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).startsWith("Snapshot saved at " + saved + "\n");
        Files.delete(saved.resolveSibling(saved.getFileName() + ".manifest.json"));
    }

    /** Options before the verb, between its words, and before and after the argument. */
    private static List<List<String>> orders(List<String> options, List<String> verb, String argument) {
        List<String> plain = Stream.concat(verb.stream(), Stream.of(argument)).toList();
        List<List<String>> orders = new ArrayList<>();
        for (int place = 0; place <= plain.size(); place++) {
            List<String> order = new ArrayList<>(plain);
            order.addAll(place, options);
            orders.add(order);
        }
        return orders;
    }
}
