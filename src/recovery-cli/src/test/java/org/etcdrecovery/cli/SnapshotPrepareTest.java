package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code snapshot prepare} writes a file with a manifest, or nothing and says why. */
class SnapshotPrepareTest {
    private static final String BUMP = "--bump-revision=1000000";

    @TempDir
    private Path directory;

    private Path source;
    private Path target;

    @BeforeEach
    void place() throws IOException {
        Snapshots.copyTo(directory);
        source = directory.resolve(Snapshots.OF_3_6);
        target = directory.resolve("prepared.db");
    }

    @Test
    void writesTheFileAndItsManifest() throws IOException {
        Run run = prepare(source, BUMP, "--mark-compacted");

        assertThat(run.code()).as("%s", run).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("marked as compacted", "RESTORABLE");
        JsonNode status = JsonMapper.shared().readTree(Run.of("snapshot", "status", target, "-w", "json").out());
        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(manifest()));
        assertThat(manifest.at("/prepared/revision").asLong()).isEqualTo(status.get("revision").asLong());
        assertThat(manifest.at("/changes/revisionBump").asLong()).isEqualTo(1_000_000);
        assertThat(manifest.get("preparedFrom").asString()).isEqualTo(source.toString());
        assertThat(Run.of("hashkv", target).out()).startsWith(manifest.at("/prepared/hashKv").asString() + ", ");
    }

    @Test
    void countsTheKeysAsVerifyDoes() {
        Run prepared = prepare(source, BUMP, "--mark-compacted");

        String keys = prepared.out().lines().filter(line -> line.startsWith("  Keys ")).findFirst().orElseThrow();
        assertThat(Run.of("snapshot", "verify", target).out()).contains(keys);
    }

    @Test
    void namesWhatAKilledRunLeft() throws IOException {
        Path part = Files.writeString(directory.resolve("prepared.db.0123abcd.part"), "half");
        Path half = Files.writeString(directory.resolve("prepared.db.manifest.json.0123abcd.part"), "half");

        assertThat(prepare(source, BUMP, "--mark-compacted").err()).contains(part + " is incomplete",
                half + " is incomplete", "you can delete it");
        assertThat(part).exists();
    }

    @Test
    void keepsWhatIsKnownOfTheSource() throws IOException {
        JsonNode verified = JsonMapper.shared()
                .readTree(Run.of("snapshot", "verify", source, "-w", "json").out());
        Files.writeString(directory.resolve(Snapshots.OF_3_6 + ".manifest.json"), "{\"sha256\": \""
                + verified.at("/facts/sha256").asString()
                + "\", \"time\": \"2020-02-02T02:02:02Z\", \"memberName\": \"m1\", \"hadLeader\": false}");
        prepare(source, BUMP, "--mark-compacted");

        JsonNode manifest = JsonMapper.shared().readTree(Files.readString(manifest()));
        assertThat(manifest.path("sourceTime").asString()).isEqualTo("2020-02-02T02:02:02Z");
        assertThat(manifest.path("memberName").asString()).isEqualTo("m1");
        assertThat(Run.of("snapshot", "verify", target).out()).contains("prepared from " + source,
                "may lack the last writes");
    }

    @Test
    void refusesToBumpAgainUnasked() {
        prepare(source, BUMP, "--mark-compacted");
        Path again = directory.resolve("again.db");

        Run unasked = Run.of("snapshot", "prepare", target, "--out", again);
        assertThat(unasked.code()).isEqualTo(ExitCode.USAGE);
        assertThat(unasked.err()).contains("already bumped", "prepare.nothing-to-change");
        assertThat(again).doesNotExist();
        Run asked = Run.of("snapshot", "prepare", target, "--out", again, BUMP, "--mark-compacted");
        assertThat(asked.code()).as("%s", asked).isEqualTo(ExitCode.OK);
        assertThat(asked.err()).contains("already bumped");
    }

    @Test
    void wantsConsentToAFileWithoutItsHash() throws IOException {
        Path unproven = Files.write(directory.resolve("unproven.db"), ConsentTest.withoutHash());

        Run refused = prepare(unproven, BUMP, "--mark-compacted");
        assertThat(refused.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(refused.err()).contains("--accept hash.missing");
        assertThat(target).doesNotExist();
        Run accepted = prepare(unproven, BUMP, "--mark-compacted", "--accept=hash.missing");
        assertThat(accepted.code()).as("%s", accepted).isEqualTo(ExitCode.WITH_CARE);
        assertThat(Files.readString(manifest())).contains("\"accepted\" : [ \"hash.missing\" ]");
        Run verified = Run.of("snapshot", "verify", target);
        assertThat(verified.code()).as("its own SHA-256 proves nothing about the source").isEqualTo(ExitCode.WITH_CARE);
        assertThat(verified.out()).contains("made from a file without its SHA-256");
    }

    /** Neither what the source lacked by its own manifest nor its wrong hash is forgotten, also when prepared again. */
    @Test
    void remembersAllThatIsWrongWithItsSource() throws Exception {
        byte[] content = ConsentTest.withWrongHash();
        Path doubtful = Files.write(directory.resolve("doubtful.db"), content);
        String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        Files.writeString(directory.resolve("doubtful.db.manifest.json"), """
                {"sha256": "%s", "time": "2026-11-24T21:00:00Z", "endpoint": "https://a:2379", "hadLeader": false}"""
                .formatted(sha256));
        Run prepared = prepare(doubtful, BUMP, "--mark-compacted", "--accept=hash.wrong");
        assertThat(prepared.code()).as("%s", prepared).isEqualTo(ExitCode.WITH_CARE);
        Path again = directory.resolve("again.db");
        Run.of("snapshot", "prepare", target, "--out", again, BUMP, "--mark-compacted");

        for (Path file : List.of(target, again)) {
            assertThat(Run.of("snapshot", "verify", file).out())
                    .contains("may lack the last writes; made from a file whose SHA-256 is wrong");
        }
    }

    @Test
    void saysWhatIsMissing() throws IOException {
        assertThat(Run.of("snapshot", "prepare", source, BUMP, "--mark-compacted").err()).contains("--out FILE");
        assertThat(prepare(source, BUMP).err()).contains("plan.mark-compacted");
        Files.writeString(target, "mine");
        assertThat(prepare(source, BUMP, "--mark-compacted").code()).isEqualTo(ExitCode.REFUSED);
        assertThat(target).hasContent("mine");
        assertThat(manifest()).doesNotExist();
    }

    private Run prepare(Path file, String... options) {
        return Run.of(Stream.concat(Stream.of("snapshot", "prepare", file, "--out", target), List.of(options).stream())
                .toArray());
    }

    private Path manifest() {
        return target.resolveSibling(target.getFileName() + ".manifest.json");
    }
}
