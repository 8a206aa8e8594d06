package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Every snapshot of every version, through this program and through that version's own tool. */
@Tag("judge")
class SideBySideTest {
    private static final List<String> SECOND_OF_THREE = List.of("--name", "m2", "--initial-cluster",
            "m1=http://127.0.0.1:1,m2=http://127.0.0.1:2,m3=http://127.0.0.1:3", "--initial-advertise-peer-urls",
            "http://127.0.0.1:2", "--initial-cluster-token", "token");
    private static final List<String> BUMPED = List.of("--bump-revision", "1000", "--mark-compacted");
    private static final Pattern ADDED = Pattern.compile("\"?added-peer-id\"?: ?\"([0-9a-f]+)\"");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void statusIsThatOfTheTool(EtcdVersion version, SnapshotContent content) {
        Path file = Snapshots.of(version, content).file();
        for (String format : List.of("simple", "table", "json", "fields")) {
            String theirs = Judges.snapshotTool(version).run("snapshot", "status", file, "-w", format).ok();

            Run ours = Run.of("snapshot", "status", file, "-w", format, "--compat", version.minor());

            assertThat(ours).isEqualTo(new Run(ExitCode.OK, theirs, ""));
        }
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void aMemberOfThreeIsThatOfTheTool(EtcdVersion version, SnapshotContent content) throws IOException {
        restoreBySide(version, content, SECOND_OF_THREE, 3);
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void aSingleMemberWithABumpIsThatOfTheTool(EtcdVersion version, SnapshotContent content) throws IOException {
        restoreBySide(version, content, BUMPED, 1);
    }

    private void restoreBySide(EtcdVersion version, SnapshotContent content, List<String> flags, int members)
            throws IOException {
        Path file = Snapshots.of(version, content).file();
        Path theirs = directory.resolve("theirs");
        Path ours = directory.resolve("ours");
        // The 3.4 tool leaves the members of the lost cluster in the database, and 3.4.23 has no bump.
        EtcdVersion judge = version.hasEtcdutl() ? version : EtcdVersion.V3_5;
        Tool.Result result = Judges.etcdutl(judge).run(restore(file, theirs, flags));
        result.ok();

        Run run = Run.of(restore(file, ours, flags));

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(addedMembers(run.err())).isEqualTo(addedMembers(result.stderr())).hasSize(members);
        assertThat(contentOf(ours)).isEqualTo(contentOf(theirs));
        if (judge == version) {
            assertSameFiles("member/wal", ours, theirs);
            // From 3.6 on, the tool adds the members to the v2 store in random order.
            if (members == 1 || version == EtcdVersion.V3_5) {
                assertSameFiles("member/snap", ours, theirs);
            }
        }
    }

    private static Object[] restore(Path file, Path target, List<String> flags) {
        return Stream.concat(Stream.of("snapshot", "restore", file, "--data-dir", target), flags.stream()).toArray();
    }

    private static List<String> addedMembers(String log) {
        return ADDED.matcher(log).results().map((MatchResult match) -> match.group(1)).toList();
    }

    /** Hash over the names, keys and values of all buckets, and how many there are: equal only for equal content. */
    private static JsonNode contentOf(Path dataDir) {
        JsonNode status = Judges.etcdutl(EtcdVersion.V3_5)
                .run("snapshot", "status", dataDir.resolve("member/snap/db"), "-w", "json")
                .json();
        return ((ObjectNode) status).without("totalSize");
    }

    /** The same names and bytes, but for the database, whose pages are packed differently. */
    private static void assertSameFiles(String path, Path ours, Path theirs) throws IOException {
        List<String> names = names(theirs.resolve(path));
        assertThat(names(ours.resolve(path))).isEqualTo(names);
        for (String name : names) {
            if (!name.equals("db")) {
                assertThat(Files.mismatch(ours.resolve(path, name), theirs.resolve(path, name))).as(name)
                        .isEqualTo(-1);
            }
        }
    }

    private static List<String> names(Path directory) {
        return Arrays.stream(directory.toFile().list()).sorted().toList();
    }
}
