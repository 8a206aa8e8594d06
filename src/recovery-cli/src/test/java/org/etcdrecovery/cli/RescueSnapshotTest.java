package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.DeadMember;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RescueSnapshotTest {
    @TempDir
    private Path directory;

    private Path dataDir;
    private Path out;

    @BeforeEach
    void make() throws IOException {
        dataDir = directory.resolve("m1.etcd");
        out = directory.resolve("rescued.db");
        new LaggingMember(dataDir).put("a", "new").delete("b").committed().put("d", "4").write();
    }

    @Test
    void writesASnapshotThatCanBeRestored() {
        Run run = Run.of("rescue", "snapshot", dataDir, "--out", out);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("  Database  revision 4, index 7\n",
                "  Log       adds 3 entries, up to revision 7, index 10\n", "  Applied   2 puts, 1 delete\n",
                "  Keys      1 added, 1 changed, 1 deleted\n    ~ a\n    - b\n    + d\n",
                "  After the commit index:\n    10  put: d\n", "(replay.maybe-committed)", "RESCUED  " + out + "\n")
                .doesNotContain("new");
        assertThat(Run.of("snapshot", "verify", out).code()).isEqualTo(ExitCode.OK);
        assertThat(Run.of("restore", out, "--member", "m1=http://127.0.0.1:2380", "--out", directory.resolve("new"))
                .code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void keepsWhatItKnowsBesideTheFile() throws IOException {
        Run run = Run.of("rescue", "snapshot", dataDir, "--out", out, "-w", "json");

        JsonNode manifest = JsonMapper.shared()
                .readTree(Files.readString(directory.resolve("rescued.db.manifest.json")));
        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(manifest.path("snapshot")).isEqualTo(json.path("snapshot"));
        assertThat(manifest.path("to").path("revision").asLong()).isEqualTo(7);
        assertThat(manifest.has("keys")).isFalse();
        assertThat(run.out()).doesNotContain("\"value\"");
    }

    @Test
    void showsWithoutWriting() {
        Run run = Run.of("rescue", "snapshot", dataDir, "--dry-run", "--show-secrets");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("    ~ a\n        was: 1\n        is: new\n",
                "A snapshot can be made of m1.etcd");
        assertThat(directory.toFile().list()).containsExactly("m1.etcd");
    }

    @Test
    void aDryRunEndsLikeTheRun() {
        Run dry = Run.of("rescue", "snapshot", dataDir, "--committed-only", "--dry-run");

        assertThat(dry.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(dry.err()).contains("To write it, add --accept replay.maybe-committed\n");
    }

    /** Also by way of a link, and into a directory that is not the one that is rescued. */
    @Test
    void writesIntoNoneOfTheDirectories() throws IOException {
        Path other = directory.resolve("m2.etcd");
        new LaggingMember(other).put("a", "old").committed().write();
        Path link = Files.createSymbolicLink(directory.resolve("link"), dataDir.resolve("member/wal"));
        for (Path place : List.of(dataDir, dataDir.resolve("member/snap"), link, other)) {
            Path inside = place.resolve("00000000000000aa.snap.db");

            Run run = Run.of("rescue", "snapshot", dataDir, other, "--out", inside);

            assertThat(run.code()).as(run.out()).isNotEqualTo(ExitCode.OK);
            assertThat(run.err()).contains("which is only read; name a file elsewhere");
            assertThat(inside).doesNotExist();
        }
    }

    @Test
    void leavesOutWhatMayNotBeCommittedOnlyWithConsent() {
        Run refused = Run.of("rescue", "snapshot", dataDir, "--committed-only", "--out", out);

        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("nothing was written: a finding needs your consent",
                "To agree, add --accept replay.maybe-committed\n");
        assertThat(out).doesNotExist();
        Run agreed = Run.of("rescue", "snapshot", dataDir, "--committed-only", "--out", out, "--accept",
                "replay.maybe-committed", "-w", "json");
        assertThat(agreed.code()).isEqualTo(ExitCode.WITH_CARE);
        JsonNode json = JsonMapper.shared().readTree(agreed.out());
        assertThat(json.path("accepted").path(0).asString()).isEqualTo("replay.maybe-committed");
        assertThat(json.path("to").path("revision").asLong()).isEqualTo(6);
    }

    @Test
    void saysAsJsonWhyItIsRefusedAndWhatWasFound() {
        Run run = Run.of("rescue", "snapshot", dataDir, "--committed-only", "--out", out, "-w", "json");

        JsonNode json = JsonMapper.shared().readTree(run.out());
        assertThat(run.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(json.path("failure").path("code").asString()).isEqualTo("rescue.refused");
        assertThat(json.path("failure").path("exitCode").asInt()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains(json.path("failure").path("message").asString().lines().toList());
        assertThat(json.path("to").path("revision").asLong()).isEqualTo(6);
        assertThat(json.path("findings").isEmpty()).isFalse();
        assertThat(json.has("snapshot")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rescue.log-damage", "", "rescue.log-damaged,", "hash.missing"})
    void aCodeThatNoFindingHasIsWrongUsage(String code) {
        Run run = Run.of("rescue", "snapshot", dataDir, "--out", out, "--accept=" + code);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("--accept takes the codes of findings, such as rescue.log-damaged, not '");
        assertThat(out).doesNotExist();
    }

    @Test
    void makesTheKeyspaceFromTheLogAlone() throws IOException {
        Files.delete(dataDir.resolve("member/snap/db"));

        Run run = Run.of("rescue", "snapshot", dataDir, "--out", out);

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.err()).contains("--accept rescue.rebuild-from-log");
        Run agreed = Run.of("rescue", "snapshot", dataDir, "--out", out, "--accept",
                "rescue.rebuild-from-log");
        assertThat(agreed.code()).as(agreed.err()).isEqualTo(ExitCode.WITH_CARE);
        assertThat(agreed.out()).contains("  Database  none that can be used\n", "(rescue.rebuild-from-log)");
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(Run.of("rescue", "snapshot").code()).isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("rescue", "snapshot", dataDir).err()).contains("add --out FILE, or --dry-run");
        assertThat(Run.of("rescue", "snapshot", dataDir, dataDir, "--wal-dir", "x", "--dry-run").code())
                .isEqualTo(ExitCode.USAGE);
        assertThat(Run.of("rescue", "snapshot", dataDir, "--dry-run", "--etcd-version", "2.3").err())
                .contains("--etcd-version takes the version of a known release");
        Files.writeString(out, "taken");
        assertThat(Run.of("rescue", "snapshot", dataDir, "--out", out).code()).isEqualTo(ExitCode.REFUSED);
        assertThat(out).hasContent("taken");
    }

    /** The database says 3.5. */
    @Test
    void aReleaseOlderThanThatOfTheDirectoryNeedsConsent() throws IOException {
        Run older = Run.of("rescue", "snapshot", dataDir, "--out", out, "--etcd-version", "3.4.23");

        assertThat(older.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(older.out()).contains("replay.older-release");
        assertThat(older.err()).contains("--accept replay.older-release");
        assertThat(out).doesNotExist();

        for (String version : new String[]{"3.5.21", "3.6"}) {
            Path file = directory.resolve(version);
            assertThat(Run.of("rescue", "snapshot", dataDir, "--out", file, "--etcd-version", version).code()).isZero();
            assertThat(JsonMapper.shared()
                    .readTree(directory.resolve(version + ".manifest.json").toFile())
                    .path("etcdVersion")
                    .asString()).isEqualTo(version);
        }
    }

    /** Neither of two members that disagree is taken; with a third, the majority is. */
    @Test
    void takesNoMemberThatOthersContradict() throws IOException {
        Path first = DeadMember.ofThree(directory.resolve("first"), 1, Map.of(3L, "other"));
        Path second = DeadMember.ofThree(directory.resolve("second"), 2, Map.of());
        Path third = DeadMember.ofThree(directory.resolve("third"), 3, Map.of());

        Run two = Run.of("rescue", "snapshot", first, second, "--dry-run");

        assertThat(two.code()).isEqualTo(ExitCode.NOT_RESTORABLE);
        assertThat(two.err()).contains("These members disagree, and it is not known which is right");
        assertThat(Run.of("rescue", "snapshot", first, second, third, "--dry-run").out()).contains("second")
                .doesNotContain("first");
    }
}
