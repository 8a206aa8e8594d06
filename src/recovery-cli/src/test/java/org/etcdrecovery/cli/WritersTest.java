package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.testing.HostileMember;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every verb that writes a snapshot, with its manifest beside it. */
class WritersTest {
    private static final int HASH = 32;

    @TempDir
    private Path directory;

    /** A way to write a snapshot; each comes once with something to tell about its origin and once without. */
    enum Writer {
        SAVE {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return save(HostileMember.status(), out);
            }
        },
        SAVE_WITHOUT_LEADER {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return save(HostileMember.status().toBuilder().setLeader(0).build(), out);
            }
        },
        RESCUE {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return Run.of("rescue", "snapshot", member(directory), "--out", out, "-w", "json");
            }
        },
        RESCUE_OF_WHAT_IS_COMMITTED {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return Run.of("rescue", "snapshot", member(directory), "--out", out, "-w", "json", "--committed-only",
                        "--accept", "replay.maybe-committed");
            }
        },
        SALVAGE {
            @Override
            Run write(Path directory, Path out) throws IOException {
                byte[] damaged = Snapshots.bytes(Snapshots.OF_3_6);
                Arrays.fill(damaged, 0, 80, (byte) 0);
                return Run.of("snapshot", "salvage", Files.write(directory.resolve("damaged.db"), damaged), "--out",
                        out,
                        "-w", "json", "--accept", "salvage.meta-lost,salvage.unproven");
            }
        },
        PREPARE {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return prepare(Snapshots.bytes(Snapshots.OF_3_6), directory, out);
            }
        },
        PREPARE_WITHOUT_HASH {
            @Override
            Run write(Path directory, Path out) throws IOException {
                return prepare(ConsentTest.withoutHash(), directory, out, "--accept", "hash.missing");
            }
        };

        /** Writes a snapshot, and prints JSON if the verb has it. */
        abstract Run write(Path directory, Path out) throws IOException;

        boolean replaces() {
            return this == SAVE || this == SAVE_WITHOUT_LEADER;
        }

        private static Run save(org.etcdrecovery.core.cluster.wire.StatusResponse status, Path out)
                throws IOException {
            byte[] whole = Snapshots.bytes(Snapshots.OF_3_6);
            int size = whole.length - HASH;
            try (HostileMember member = new HostileMember().on("Status", HostileMember.once(status))
                    .on("Snapshot", HostileMember.image(Arrays.copyOf(whole, size),
                            Arrays.copyOfRange(whole, size, whole.length)))) {
                return Run.of("snapshot", "save", out, "--endpoints", member.endpoint().authority());
            }
        }

        private static Path member(Path directory) throws IOException {
            Path dataDir = directory.resolve("m1.etcd");
            if (!Files.exists(dataDir)) {
                new LaggingMember(dataDir).put("a", "new").committed().put("d", "4").write();
            }
            return dataDir;
        }

        private static Run prepare(byte[] source, Path directory, Path out, Object... more) throws IOException {
            return Run.of(Stream.concat(Stream.of("snapshot", "prepare",
                    Files.write(directory.resolve("source.db"), source), "--out", out, "--bump-revision=1000",
                    "--mark-compacted", "-w", "json"), Stream.of(more)).toArray());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theVerdictIsThatOfVerifyRightAfter(Writer writer) throws IOException {
        Path out = Files.createDirectory(directory.resolve("new")).resolve("snapshot.db");

        Run written = writer.write(directory, out);

        Run verified = Run.of("snapshot", "verify", out);
        String verdict = verified.out().substring(verified.out().lastIndexOf(": ") + 2);
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(manifest(out)));
        assertThat(stated(manifest)).isEqualTo(verdict.strip().replace(' ', '_'));
        if (writer.replaces()) {
            assertThat(written.code()).as("as etcdctl").isEqualTo(ExitCode.OK);
            assertThat(written.err()).contains(": " + verdict);
        } else {
            assertThat(written.code()).as("%s", written).isEqualTo(verified.code());
            assertThat(stated(JsonMapper.shared().readTree(written.out()))).isEqualTo(stated(manifest));
        }
        boolean lacks = verified.out().contains("origin.incomplete");
        Run planned = Run.of("plan", out, "--member", "m1=http://127.0.0.1:2380", "--out", directory.resolve("o"));
        assertThat(planned.out().contains("The manifest says: ")).as("a plan names it").isEqualTo(lacks);
        assertThat(planned.err().contains("origin.incomplete")).isEqualTo(lacks);
        Run restored = Run.of("restore", "--plan", Files.writeString(directory.resolve("plan.json"), planned.out()));
        assertThat(restored.code()).as("%s", restored).isEqualTo(ExitCode.OK);
        assertThat(restored.err().contains("The manifest says: ")).as("so does what carries it out").isEqualTo(lacks);
    }

    /** The verdict that a manifest states, where each verb has it. */
    private static String stated(JsonNode json) {
        return Stream.of("/verdict", "/snapshot/verdict", "/written/verdict", "/prepared/verdict")
                .map(json::at)
                .filter(JsonNode::isString)
                .findFirst()
                .orElseThrow()
                .asString()
                .replace("restorable", "RESTORABLE")
                .replace("WithCare", "_WITH_CARE");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SAVE", "SAVE_WITHOUT_LEADER"})
    void aTakenNameOfTheManifestIsRefusedBeforeAnythingIsWritten(Writer writer) throws IOException {
        Path out = Files.createDirectory(directory.resolve("new")).resolve("snapshot.db");
        Files.writeString(manifest(out), "mine");

        Run refused = writer.write(directory, out);

        assertThat(refused.code()).as("%s", refused).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains(manifest(out) + ": exists already, and the manifest");
        assertThat(manifest(out)).hasContent("mine");
        assertThat(directory.resolve("new").toFile().list()).containsExactly("snapshot.db.manifest.json");
    }

    @ParameterizedTest
    @EnumSource
    void aDirectoryInPlaceOfTheManifestLeavesNoHalfPairUnsaid(Writer writer) throws IOException {
        Path out = Files.createDirectory(directory.resolve("new")).resolve("snapshot.db");
        Files.createDirectory(manifest(out));

        Run run = writer.write(directory, out);

        if (writer.replaces()) {
            assertThat(run.code()).isEqualTo(ExitCode.OK);
            assertThat(run.err()).contains("the snapshot is complete, but its manifest could not be written");
        } else {
            assertThat(run.code()).isNotEqualTo(ExitCode.OK);
            assertThat(out).doesNotExist();
        }
        assertThat(manifest(out)).isEmptyDirectory();
    }

    private static Path manifest(Path snapshot) {
        return snapshot.resolveSibling(snapshot.getFileName() + ".manifest.json");
    }
}
