package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.cluster.connect.RecordingMember;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which hosts the verbs contact, and what they send to each. */
class ContactsTest {
    private static final Map<String, String> PASSWORD = Map.of("ETCDCTL_PASSWORD", "secret");

    @TempDir
    Path directory;

    private final RecordingMember named = new RecordingMember(1);
    private final RecordingMember listed = new RecordingMember(2);

    ContactsTest() throws Exception {
        RecordingMember.join(named, listed);
    }

    @AfterEach
    void stop() {
        named.close();
        listed.close();
    }

    @Test
    void endpointVerbsAskNamedEndpointsOnly() {
        for (String verb : new String[]{"status", "health"}) {
            Run run = Run.of(PASSWORD, "endpoint", verb, "--endpoints", named.endpoint().url(), "--user=root");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().lines()).hasSize(1);
        }
        assertThat(named.passwords()).containsExactly("secret", "secret");
        assertThat(listed.calls()).isEmpty();
    }

    @Test
    void theOthersOfAClusterSeeATokenAtMost() {
        for (String verb : new String[]{"status", "health"}) {
            Run run = Run.of(PASSWORD, "endpoint", verb, "--endpoints", named.endpoint().url(), "--user=root",
                    "--cluster");
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out().lines()).hasSize(2);
        }
        assertThat(listed.passwords()).isEmpty();
        assertThat(listed.tokens()).containsOnly(RecordingMember.TOKEN);
    }

    @Test
    void anAssessmentSaysWhoWasContacted() {
        Run text = Run.of(PASSWORD, "cluster", "assess", "--endpoints", named.endpoint().url(), "--user=root");
        assertThat(text.out()).contains("Contacted:\n  " + named.endpoint() + ": user and password were sent.\n  "
                + listed.endpoint()
                + ", which you did not name: a token was sent, and no password.\n");
        JsonNode json = JsonMapper.shared()
                .readTree(Run.of(PASSWORD, "cluster", "assess", "--endpoints", named.endpoint().url(), "--user=root",
                        "-w", "json").out());
        assertThat(json.get("contacted")).hasSize(2);
        assertThat(json.get("contacted").get(1).toString()).isEqualTo("{\"url\":\"" + listed.endpoint()
                + "\",\"port\":\"client\",\"named\":false,\"shown\":\"token\"}");
        assertThat(listed.passwords()).isEmpty();
    }

    @Test
    void aSnapshotIsTakenFromANamedEndpoint() {
        Run.of(PASSWORD, "snapshot", "save", directory.resolve("x.db"), "--user=root", "--endpoints",
                named.endpoint().url() + ",127.0.0.1:1");
        assertThat(named.calls()).contains("Snapshot");
        assertThat(listed.calls()).isEmpty();
    }

    @Test
    void aSocketIsNamedByTheEnvironmentAndInCommands() throws Exception {
        String socket = "unix://" + directory.resolve("etcd.sock");
        Member member = Member.onFreePorts(directory, 1).getFirst();
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6,
                List.of(member.withFlags("--listen-client-urls=" + member.clientUrl() + "," + socket)))) {
            cluster.gateway().put("key", "value");
            Map<String, String> environment = Map.of("ETCDCTL_ENDPOINTS", socket);
            Run status = Run.of(environment, "endpoint", "status");
            assertThat(status.out()).as(status.err()).contains(socket);
            Run save = Run.of(environment, "snapshot", "save", directory.resolve("x.db"));
            assertThat(save.code()).as(save.err()).isZero();
            assertThat(Files.size(directory.resolve("x.db"))).isPositive();
        }
    }
}
