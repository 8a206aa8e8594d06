package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.testing.HostileMember;
import org.etcdrecovery.core.testing.LongRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan that was changed by hand: each field, one by one. Either the change is one that a plan may have, or the answer is
 * that the plan is wrong. It is never the program that failed, nor etcd, nor the disk.
 */
class EditedPlansTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    /** Fields that a plan may have otherwise and still be the plan of this snapshot. */
    private static final Set<String> FREE = Set.of("/readBack", "/warnings/0", "/warnings", "/target",
            "/quotaBackendBytes", "/clearAlarms", "/members/0/clientUrls/0", "/members/0/clientUrls",
            "/members/0/dataDir", "/members/0/name", "/skipHashCheck");

    @TempDir
    private Path directory;

    private Path out;
    private Path file;
    private Path etcd;
    private Path longScratch;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        out = directory.resolve("out");
        file = directory.resolve("plan.json");
        etcd = Files.writeString(directory.resolve("etcd"), "#!/bin/sh\necho 'etcd Version: 3.6.16'\n");
        assertThat(etcd.toFile().setExecutable(true)).isTrue();
        // A rehearsal refuses a path that is too long for a socket once the plan fits, so no server has to start.
        longScratch = directory.resolve("long".repeat(30));
    }

    /** One change: what it is, and the plan with it. */
    private record Change(String path, ObjectNode plan) {}

    @ParameterizedTest
    // The snapshot has no leases, so it does not matter what becomes of them.
    @CsvSource(delimiter = '|', value = {"''|''",
            "--bump-revision=1000 --mark-compacted --lease=drop"
                    + "|/keyspace /keyspace/lease /keyspace/lease/0 /keyspace/leaseTtl /keyspace/dropLeased",
            "--bump-revision=1000 --mark-compacted --as-of=7|/keyspace/lease /keyspace/leaseTtl /keyspace/dropLeased"})
    void everyChangeGetsAClearAnswer(String options, String alsoFree) throws IOException {
        Set<String> free = Stream.concat(FREE.stream(), Stream.of(alsoFree.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
        ObjectNode plan = plan(options);
        for (Change change : changes(plan)) {
            Files.writeString(file, change.plan.toString());

            List<Run> runs = List.of(Run.of("restore", "--plan", file),
                    Run.of("rehearse", "--plan", file, "--etcd", etcd, "--scratch", longScratch));

            for (Run run : runs) {
                assertThat(run.code()).as("%s: %s", change.path, run)
                        .isIn(ExitCode.OK, ExitCode.REFUSED, ExitCode.NOT_TRIED, ExitCode.USAGE);
                assertThat(run.out() + run.err()).as(change.path)
                        .doesNotContain("memory of this host", "DISPROVED", "fault of the program");
                if (run.code() == ExitCode.OK || run.code() == ExitCode.NOT_TRIED) {
                    assertThat(change.path).as("%s", run).isIn(free);
                } else {
                    assertThat(run.err().replace(file.toString(), "")).as(change.path)
                            .containsAnyOf(change.path.split("/", -1)[1], "does not fit the snapshot",
                                    "which follows from the rest of the plan",
                                    "is not the file that the plan was made for", "there is no such file")
                            .doesNotContain("..");
                }
            }
            if (Files.exists(out)) {
                Directories.deleteTree(out);
            }
        }
    }

    @Test
    void aNumberOfAnotherSnapshotIsNamed() throws IOException {
        ObjectNode plan = plan("");
        plan.put("livingKeys", 99);
        Files.writeString(file, plan.toString());

        Run run = Run.of("restore", "--plan", file, "-w", "json");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err())
                .contains(file + ": livingKeys: the plan does not fit the snapshot: it says 99, but for this"
                        + " snapshot it must be 3. Make the plan again with the command “plan” (plan.invalid)");
        assertThat(run.out()).contains("\"code\" : \"plan.invalid\"");
        assertThat(out).doesNotExist();
    }

    @Test
    void aFieldInAListIsNamedWithItsPlace() throws IOException {
        ObjectNode plan = plan("--bump-revision=1000 --mark-compacted --as-of=7");
        ((ObjectNode) plan.at("/keyspace/subtrees/0")).put("takenKeys", 99);
        Files.writeString(file, plan.toString());

        assertThat(Run.of("restore", "--plan", file).err())
                .contains(
                        file + ": keyspace.subtrees[0].takenKeys: the plan does not fit the snapshot: it says 99, but")
                .doesNotContain("takenBytes");
    }

    @Test
    void warningsThatWereRemovedAreGivenAllTheSame() throws IOException {
        ObjectNode plan = plan("--bump-revision=1000 --mark-compacted --as-of=7");
        String warning = plan.path("warnings").path(0).asString();
        assertThat(warning).isNotEmpty();
        plan.putArray("warnings").add("not from the planner");
        Files.writeString(file, plan.toString());

        for (Run run : List.of(Run.of("restore", "--plan", file),
                Run.of("rehearse", "--plan", file, "--etcd", etcd, "--scratch", longScratch))) {
            assertThat(run.err()).contains("warning: " + warning).doesNotContain("not from the planner");
        }
    }

    @Test
    void whatCanBeRefusedAtOnceIsRefusedBeforeTheSnapshotIsRead() throws IOException {
        Files.writeString(file, plan("").toString());
        Files.delete(directory.resolve(Snapshots.OF_3_6));
        Files.createDirectories(out.resolve("m1.etcd/member"));

        Run restore = Run.of("restore", "--plan", file);
        assertThat(restore.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(restore.err()).contains("m1.etcd").doesNotContain("there is no such file");

        Run rehearse = Run.of("rehearse", "--plan", file, "--etcd", directory, "--scratch", directory);
        assertThat(rehearse.code()).isEqualTo(ExitCode.NOT_TRIED);
        assertThat(rehearse.err()).contains(directory + " cannot be run");
    }

    @Test
    void aProofBlamesTheEditedPlanAndNotTheCluster() throws IOException {
        ObjectNode plan = plan("");
        try (HostileMember member = new HostileMember()) {
            Object[] prove = {"cluster", "prove", "--plan", file, "--endpoints", member.endpoint().authority(),
                    "--wait=1ms"};
            Files.writeString(file, plan.toString());
            Run sound = Run.of(prove);
            assertThat(sound.code()).isEqualTo(ExitCode.NOT_PROVEN);
            assertThat(sound.err()).doesNotContain("does not fit");

            Files.writeString(file, plan.put("livingKeys", 99).toString());
            Run edited = Run.of(prove);
            assertThat(edited.code()).as("%s", edited).isEqualTo(ExitCode.NOT_PROVEN);
            assertThat(edited.out()).contains("Not proven: ");
            assertThat(edited.err()).contains("warning: " + file + ": livingKeys: the plan does not fit the snapshot");

            JsonNode json = JsonMapper.shared()
                    .readTree(Run.of(Stream.concat(Stream.of(prove),
                            Stream.of("-w", "json")).toArray()).out());
            assertThat(json.path("checks").size()).isPositive();
            assertThat(json.path("planMisfit").asString()).contains("livingKeys: the plan does not fit the snapshot");

            Files.delete(directory.resolve(Snapshots.OF_3_6));
            assertThat(Run.of(prove).code()).as("without the snapshot").isEqualTo(ExitCode.NOT_PROVEN);
        }
    }

    @Test
    void aPlanIsNotReadWithTheWordsOfALibrary() throws IOException {
        Files.writeString(file, "{\n  \"formatVersion\" : 1,\n  oops }");

        Run run = Run.of("restore", "--plan", file);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains(file + ": line 3, column 3: ").doesNotContain("Source", "REDACTED", "token");
    }

    private ObjectNode plan(String options) {
        List<Object> arguments = new ArrayList<>(List.of("plan", directory.resolve(Snapshots.OF_3_6), "--member",
                "m1=http://127.0.0.1:2380", "--token", "token", "--out", out));
        for (String option : options.split(" ", -1)) {
            if (!option.isEmpty()) {
                arguments.add(option);
            }
        }
        Run run = Run.of(arguments.toArray());
        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.OK);
        return (ObjectNode) JsonMapper.shared().readTree(run.out());
    }

    private static List<Change> changes(ObjectNode plan) {
        List<Change> changes = new ArrayList<>();
        collect(plan, "", plan, changes);
        return changes;
    }

    private static void collect(JsonNode node, String path, ObjectNode plan, List<Change> changes) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                String inner = path + '/' + field.getKey();
                for (JsonNode other : others(field.getValue())) {
                    if (other.equals(field.getValue())) {
                        continue;
                    }
                    ObjectNode changed = plan.deepCopy();
                    ((ObjectNode) changed.at(path)).set(field.getKey(), other);
                    changes.add(new Change(inner, changed));
                }
                ObjectNode without = plan.deepCopy();
                ((ObjectNode) without.at(path)).remove(field.getKey());
                changes.add(new Change(inner, without));
                collect(field.getValue(), inner, plan, changes);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                ObjectNode without = plan.deepCopy();
                ((ArrayNode) without.at(path)).remove(i);
                changes.add(new Change(path, without));
                for (JsonNode other : others(array.get(i))) {
                    if (other.equals(array.get(i))) {
                        continue;
                    }
                    ObjectNode changed = plan.deepCopy();
                    ((ArrayNode) changed.at(path)).set(i, other);
                    changes.add(new Change(path + '/' + i, changed));
                }
                collect(array.get(i), path + '/' + i, plan, changes);
            }
        }
    }

    private static List<JsonNode> others(JsonNode value) {
        return candidates(value).stream().limit(LongRun.times(1, Integer.MAX_VALUE)).toList();
    }

    private static List<JsonNode> candidates(JsonNode value) {
        if (value.isIntegralNumber()) {
            return List.of(NODES.numberNode(value.asLong() + 1), NODES.numberNode(0), NODES.numberNode(-1),
                    NODES.numberNode(Long.MAX_VALUE));
        }
        if (value.isBoolean()) {
            return List.of(NODES.booleanNode(!value.asBoolean()));
        }
        return value.isString()
                ? List.of(NODES.stringNode(value.asString() + "1"), NODES.stringNode(""),
                        NODES.stringNode(value.asString().replace('a', 'b').replace('1', '2')))
                : List.of(NODES.nullNode());
    }
}
