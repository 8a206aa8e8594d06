package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A copy of a running member's database in which every page is intact but the whole is not: nothing accepts it as a
 * source, with any consent.
 */
class TornCopyTest {
    @TempDir
    private Path directory;

    private Path torn;
    private Path out;

    @BeforeEach
    void place() throws IOException {
        torn = Files.createDirectories(directory.resolve("m1.etcd/member/snap")).resolve("db");
        out = directory.resolve("out");
        try (InputStream copy = Objects.requireNonNull(TornCopyTest.class.getResourceAsStream("/torn/torn.db"))) {
            Files.copy(copy, torn);
        }
    }

    @Test
    void verifyNamesWhatIsMissing() {
        Run run = Run.of("snapshot", "verify", torn);

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(run.out()).contains("46 revisions are missing: 110 to 155", "(keyspace.revision-gap)",
                "(tree.separator)", "Run “snapshot save” against the member", ": DAMAGED\n");
    }

    @Test
    void verifyNamesItInJson() {
        JsonNode json = JsonMapper.shared().readTree(Run.of("snapshot", "verify", torn, "-w", "json").out());

        assertThat(json.path("findings").valueStream().map(finding -> finding.path("code").asString()))
                .contains("keyspace.revision-gap", "tree.separator");
    }

    @Test
    void planAndRestoreRefuseItWithEveryConsent() {
        for (String verb : new String[]{"plan", "restore"}) {
            Run run = Run.of(verb, torn, "--member", "m1=http://127.0.0.1:2380", "--out", out, "--skip-hash-check");

            assertThat(run.code()).as(verb).isEqualTo(ExitCode.NOT_RESTORABLE);
            assertThat(run.err()).contains("46 revisions are missing: 110 to 155");
            assertThat(out).doesNotExist();
        }
    }

    /** etcdutl accepts it with --skip-hash-check. Our replacement refuses any damage, and so this. */
    @Test
    void theDropInRefusesItToo() {
        Run run = Run.of("snapshot", "restore", torn, "--data-dir", out, "--skip-hash-check");

        assertThat(run.code()).isEqualTo(ExitCode.ETCD_FAILED);
        assertThat(run.err()).contains("Error: snapshot file integrity check failed. 2 errors found.\n",
                "46 revisions are missing: 110 to 155");
        assertThat(out).doesNotExist();
    }

    /** etcd's tool prints figures for such a file: its check has no such rules. */
    @Test
    void statusPrintsWhatEtcdutlPrints() {
        assertThat(Run.of("snapshot", "status", torn)).isEqualTo(
                new Run(ExitCode.OK, "254f3d8e, 165, 70, 49 kB, 3.6.0\n", ""));
    }

    @Test
    void aMemberWithSuchADatabaseIsNoSource() {
        Run run = Run.of("rescue", "assess", directory.resolve("m1.etcd"));

        assertThat(run.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(run.out()).contains("DAMAGE", "46 revisions are missing: 110 to 155");
    }
}
