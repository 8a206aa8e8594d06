package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.terminal.Terminal;
import org.etcdrecovery.cli.verb.Session;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The verbs that talk to running members, with a real cluster: from healthy to lost to recovered. */
class ClusterCommandsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path directory;

    @Test
    void goesFromAHealthyClusterOverALostOneToAProvenOne() throws Exception {
        Path snapshot = directory.resolve("saved.db");
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, Files.createDirectory(directory.resolve("old")),
                3)) {
            cluster.gateway().put("key", "value");
            // A server reports its storage version only some seconds after its start; saves print it.
            cluster.await("stating its storage version",
                    () -> cluster.gateway().status().path("storageVersion").asString("").startsWith("3.6"));
            String all = cluster.members()
                    .stream()
                    .map(process -> process.member().clientUrl().toString())
                    .collect(Collectors.joining(","));
            String first = cluster.member(0).member().clientUrl().toString();
            healthy(all, first);
            saves(all, first);
            cluster.member(1).kill();
            cluster.member(2).kill();
            Run lost = Run.of("cluster", "assess", "--endpoints", first, "--command-timeout=2s", "-w", "json");
            assertThat(lost.code()).as(lost.err()).isEqualTo(2);
            assertThat(JSON.readTree(lost.out()).get("verdict").asString()).isEqualTo("lost");
            keepsWhatTheSnapshotLacksIfTheInspectionIsBrokenOff(first);
            Run save = Run.of("snapshot", "save", snapshot, "--endpoints", all);
            assertThat(save.code()).as(save.err()).isZero();
            assertThat(save.out()).isEqualTo("Snapshot saved at " + snapshot + "\nServer version 3.6.0\n");
            assertThat(save.err()).contains("Taking the snapshot from m1 at " + first)
                    .contains("The member has no leader.");
        }
        List<Member> members = Member.onFreePorts(Files.createDirectory(directory.resolve("new")), 1);
        Path plan = directory.resolve("plan.json");
        Run planned = Run.of("plan", snapshot, "--member", "m1=" + members.getFirst().peerUrl(), "--client-urls",
                "m1=" + members.getFirst().clientUrl(), "--out", directory.resolve("new"), "--token", "fresh");
        assertThat(planned.code()).as(planned.err()).isZero();
        Files.writeString(plan, planned.out());
        assertThat(Run.of("restore", "--plan", plan).code()).isZero();
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            Run proof = Run.of("cluster", "prove", "--plan", plan, "--canary");
            assertThat(proof.code()).as(proof.out() + proof.err()).isZero();
            assertThat(proof.out()).contains("passed: HashKV: ").contains("Proven: this is the planned cluster ");
            cluster.gateway().put("key", "value");
            Run json = Run.of("cluster", "prove", "--plan", plan, "-w", "json");
            assertThat(JSON.readTree(json.out()).get("proven").asBoolean()).isTrue();
        }
        Run gone = Run.of("cluster", "prove", "--plan", plan, "--wait=1ms");
        assertThat(gone.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(gone.out()).contains("failed: Members answer: expected all 1, seen 0 of 1")
                .contains("Nothing listens on ", "Not proven: no member answers");
        assertThat(gone.err()).startsWith("waiting for m1, at most 0.001 s in all (--wait)\n");
    }

    private static void healthy(String all, String first) {
        Run status = Run.of(Map.of("ETCDCTL_ENDPOINTS", all), "endpoint", "status", "-w", "json");
        assertThat(status.code()).as(status.err()).isZero();
        JsonNode rows = JSON.readTree(status.out());
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("Endpoint").asString()).isEqualTo(first);
        assertThat(rows.get(0).get("Status").get("version").asString()).isEqualTo(EtcdVersion.V3_6.full());
        assertThat(rows.get(0).get("Status").get("header").get("revision").asLong()).isEqualTo(2);

        Run table = Run.of("endpoint", "status", "--endpoints=" + first, "--cluster", "--write-out=table");
        assertThat(table.out().lines()).hasSize(7);
        assertThat(Run.of("endpoint", "status", "--endpoints=" + first).out().lines()).hasSize(1);

        Run health = Run.of("endpoint", "health", "--endpoints", all + ",127.0.0.1:1");
        assertThat(health.code()).isEqualTo(1);
        assertThat(health.out()).contains(first + " is healthy: ")
                .contains("http://127.0.0.1:1 is unhealthy: Nothing listens on 127.0.0.1:1.");
        assertThat(health.err()).isEqualTo("Error: unhealthy cluster\n");

        Instant end = Instant.now().plus(Duration.ofMinutes(1));
        Run assess = Run.of("cluster", "assess", "--endpoints", first);
        // On a loaded machine a cluster sometimes holds new elections.
        while (assess.code() != 0 && Instant.now().isBefore(end)) {
            assess = Run.of("cluster", "assess", "--endpoints", first);
        }
        assertThat(assess.code()).as(assess.out()).isZero();
        assertThat(assess.out()).startsWith("The cluster is healthy: all 3 members work.\n");
    }

    private void keepsWhatTheSnapshotLacksIfTheInspectionIsBrokenOff(String endpoint) throws IOException {
        Path file = directory.resolve("uninspected.db");
        Cancellation cancellation = new Cancellation();
        StringWriter err = new StringWriter() {
            @Override
            public void flush() {
                if (toString().contains("The member has no leader.")) {
                    cancellation.cancel();
                }
            }
        };
        Terminal terminal = Terminal.ofWriters(new PrintWriter(Writer.nullWriter()), new PrintWriter(err));

        int code = Main.run(new Session(terminal, cancellation, Map.of()), "snapshot", "save", file.toString(),
                "--endpoints", endpoint);

        assertThat(code).as("%s", err).isEqualTo(ExitCode.CANCELLED);
        assertThat(file).exists();
        JsonNode manifest = JSON.readTree(Files.readString(directory.resolve("uninspected.db.manifest.json")));
        assertThat(manifest.get("hadLeader").asBoolean(true)).isFalse();
    }

    private void saves(String all, String first) throws IOException {
        Path file = directory.resolve("healthy.db");
        Run save = Run.of("snapshot", "save", file, "--endpoints", first);
        assertThat(save.code()).as(save.err()).isZero();
        JsonNode manifest = JSON.readTree(Files.readString(directory.resolve("healthy.db.manifest.json")));
        assertThat(manifest.get("size").asLong()).isEqualTo(Files.size(file));
        assertThat(manifest.get("memberName").asString()).isEqualTo("m1");
        assertThat(manifest.get("revision").asLong()).isEqualTo(2);
        assertThat(manifest.get("verdict").asString()).isEqualTo("RESTORABLE");
        assertThat(manifest.get("authEnabled").asBoolean()).isFalse();

        Run several = Run.of("snapshot", "save", file, "--endpoints", all, "--no-verdict");
        assertThat(several.code()).as(several.err()).isZero();
        assertThat(several.err()).startsWith("Taking the snapshot from m").contains("as a follower");
    }

    @Test
    void failsAsEtcdctlDoes() {
        Run refused = Run.of("snapshot", "save", directory.resolve("x.db"), "--endpoints=127.0.0.1:1");
        assertThat(refused.code()).isEqualTo(ExitCode.ETCD_INTERRUPTED);
        assertThat(refused.err()).startsWith("Error: Nothing listens on 127.0.0.1:1.");
        assertThat(Run.of("snapshot", "save").code()).isEqualTo(128);
        assertThat(Run.of("endpoint", "status", "-w", "yaml").code()).isEqualTo(4);
        assertThat(Run.of("endpoint", "status", "--dial-timeout=soon").err())
                .startsWith("Error: invalid argument \"soon\" for \"--dial-timeout\" flag: time: invalid duration"
                        + " \"soon\"\n");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void readsThePasswordFromWhereItIsNotSeen() throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "secret\n");
        // Nothing listens there; what matters is that no password is asked for.
        assertThat(Run.of("endpoint", "status", "--endpoints=127.0.0.1:1", "--user=root", "--password-file", password)
                .err()).contains("Nothing listens");
        assertThat(Run.of(Map.of("ETCDCTL_PASSWORD", "secret"), "endpoint", "status", "--endpoints=127.0.0.1:1",
                "--user=root").err()).contains("Nothing listens");
        assertThat(Run.of("endpoint", "status", "--endpoints=127.0.0.1:1", "--user=root").err())
                .startsWith("Error: no terminal to ask for the password");
    }
}
