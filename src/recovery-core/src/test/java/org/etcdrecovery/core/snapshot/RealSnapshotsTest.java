package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Compares what this program says about real snapshots with the tools and servers of all versions. */
@Tag("judge")
class RealSnapshotsTest {
    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void statusIsThatOfTheirOwnTool(EtcdVersion version, SnapshotContent content) throws IOException {
        Path file = Snapshots.of(version, content).file();

        SnapshotStatus ours = StatusReader.read(file, Progress.NONE);

        assertSame(ours, status(Judges.snapshotTool(version), file),
                version.hasStorageVersion() ? ours.liveKeys() : ours.records());
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void statusIsThatOfTheNewestTool(EtcdVersion version, SnapshotContent content) throws IOException {
        Path file = Snapshots.of(version, content).file();

        SnapshotStatus ours = StatusReader.read(file, Progress.NONE);

        JsonNode theirs = status(Judges.etcdutl(EtcdVersion.V3_7), file);
        assertSame(ours, theirs, ours.liveKeys());
        assertThat(ours.storageVersion()).isEqualTo(theirs.get("version").asString());
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void hashKvIsWhatTheirServerAnswered(EtcdVersion version, SnapshotContent content) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, content);

        for (Map.Entry<Long, RealCluster.HashKv> answer : snapshot.hashKv().entrySet()) {
            HashKv ours = HashKvReader.read(snapshot.file(), answer.getKey(), Progress.NONE);
            assertThat(ours).isEqualTo(new HashKv((int) answer.getValue().hash(), answer.getKey(),
                    answer.getValue().compactRevision()));
        }
        HashKv newest = HashKvReader.read(snapshot.file(), 0, Progress.NONE);
        assertThat(newest).isEqualTo(HashKvReader.read(snapshot.file(), snapshot.revision(), Progress.NONE));
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void hashKvIsThatOfTheNewestTool(EtcdVersion version, SnapshotContent content, @TempDir Path scratch)
            throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, content);
        long compacted = snapshot.newestHashKv().compactRevision();
        // The tool writes to the file that it hashes, so it gets a copy.
        Path copy = copy(snapshot.file(), scratch);

        for (long revision : List.of(0L, Math.max(1, compacted), (compacted + snapshot.revision()) / 2)) {
            JsonNode theirs = Judges.etcdutl(EtcdVersion.V3_7)
                    .run("hashkv", copy, "--rev=" + revision, "--write-out=json")
                    .json();
            assertThat(HashKvReader.read(snapshot.file(), revision, Progress.NONE))
                    .isEqualTo(new HashKv((int) theirs.get("hash").asLong(), theirs.get("hashRevision").asLong(),
                            theirs.get("compactRevision").asLong()));
        }
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void revisionsThatAServerRefusesAreRefusedInItsWords(EtcdVersion version, SnapshotContent content) {
        RealSnapshot snapshot = Snapshots.of(version, content);

        assertThatThrownBy(() -> HashKvReader.read(snapshot.file(), snapshot.revision() + 1, Progress.NONE))
                .isInstanceOf(RevisionException.class)
                .hasMessage("mvcc: required revision is a future revision");
        long compacted = snapshot.newestHashKv().compactRevision();
        if (compacted > 1) {
            assertThatThrownBy(() -> HashKvReader.read(snapshot.file(), compacted - 1, Progress.NONE))
                    .isInstanceOf(RevisionException.class)
                    .hasMessage("mvcc: required revision has been compacted");
        }
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void theVerdictIsRestorableUnlessAnAlarmCallsForCare(EtcdVersion version, SnapshotContent content)
            throws IOException {
        List<Finding> heard = new ArrayList<>();

        Inspection inspection = Inspector.inspect(Snapshots.of(version, content).file(), Progress.NONE, heard::add);

        boolean alarm = content == SnapshotContent.ALARM;
        assertThat(inspection.verdict()).isEqualTo(alarm ? Verdict.RESTORABLE_WITH_CARE : Verdict.RESTORABLE);
        assertThat(inspection.findings()).isEqualTo(heard);
        assertThat(inspection.findings()).extracting(Finding::summary).isEqualTo(switch (content) {
            case ALARM -> List.of("The snapshot carries the alarm NOSPACE");
            case AUTH -> List.of("Authentication is on");
            default -> List.of();
        });
        Set<Check> passed = EnumSet.allOf(Check.class);
        if (alarm) {
            passed.remove(Check.CLUSTER);
        }
        assertThat(inspection.passed()).isEqualTo(passed);
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void theFactsAreThoseOfTheCluster(EtcdVersion version, SnapshotContent content) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, content);

        SnapshotFacts facts = facts(snapshot.file());

        assertThat(facts.status()).isEqualTo(StatusReader.read(snapshot.file(), Progress.NONE));
        assertThat(facts.status().liveKeys()).isEqualTo(snapshot.keys().size());
        assertThat(facts.revisions().last().main()).isEqualTo(facts.status().revision());
        assertThat(facts.predictedHash().unbumped()).isEqualTo((int) snapshot.newestHashKv().hash());
        assertThat(facts.revisions().compacted()).isEqualTo(snapshot.newestHashKv().compactRevision());
        assertThat(facts.leaseCounts().leases()).isEqualTo(hasHistory(content) ? 3 : 0);
        assertThat(facts.leaseCounts().keys())
                .isEqualTo(snapshot.keys().stream().filter(key -> key.lease() != 0).count());
        assertThat(facts.authEnabled()).isEqualTo(content == SnapshotContent.AUTH);
        assertThat(facts.kubernetes()).isFalse();
        assertThat(facts.encryption()).isEmpty();
        MinorVersion minor = MinorVersion.parse(version.minor()).orElseThrow();
        assertThat(facts.versions().cluster()).contains(minor);
        assertThat(facts.versions().storage().isPresent()).isEqualTo(version.hasStorageVersion());
        facts.versions().storage().ifPresent(stated -> assertThat(stated).isEqualTo(minor));
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void theMembersAndAlarmsAreThoseOfTheCluster(EtcdVersion version, SnapshotContent content) throws IOException {
        SnapshotFacts facts = facts(Snapshots.of(version, content).file());

        List<Member> voters = facts.members().stream().filter(member -> !member.learner()).toList();
        assertThat(voters).extracting(Member::name)
                .containsExactlyInAnyOrderElementsOf(content.members() == 3
                        ? List.of("m1", "m2", "m3")
                        : List.of("m1"));
        assertThat(voters).allSatisfy(member -> {
            assertThat(member.peerUrls()).singleElement().asString().startsWith("http://127.0.0.1:");
            assertThat(member.clientUrls()).singleElement().asString().startsWith("http://127.0.0.1:");
        });
        List<Member> learners = facts.members().stream().filter(Member::learner).toList();
        if (content == SnapshotContent.LEARNER) {
            assertThat(learners).singleElement()
                    .satisfies(learner -> assertThat(learner.peerUrls()).containsExactly("http://127.0.0.1:1"));
        } else {
            assertThat(learners).isEmpty();
        }
        assertThat(facts.alarms()).isEqualTo(content == SnapshotContent.ALARM
                ? List.of(new Alarm(voters.getFirst().id(), Alarm.Kind.NOSPACE))
                : List.of());
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void nothingIsChangedByReading(EtcdVersion version, SnapshotContent content, @TempDir Path scratch)
            throws IOException {
        Path file = copy(Snapshots.of(version, content).file(), scratch);
        byte[] before = Files.readAllBytes(file);
        FileTime modified = Files.getLastModifiedTime(file);

        Inspector.inspect(file, Progress.NONE, finding -> {});
        StatusReader.read(file, Progress.NONE);
        HashKvReader.read(file, 0, Progress.NONE);

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(modified);
        try (var entries = Files.list(scratch)) {
            assertThat(entries).containsExactly(file);
        }
    }

    private static SnapshotFacts facts(Path file) throws IOException {
        return Inspector.inspect(file, Progress.NONE, finding -> {}).facts().orElseThrow();
    }

    private static boolean hasHistory(SnapshotContent content) {
        return switch (content) {
            case HISTORY, COMPACTED, AUTH, THREE_MEMBERS -> true;
            case EMPTY, TOMBSTONE, LAST_TOMBSTONE, ALARM, LEARNER -> false;
        };
    }

    private static JsonNode status(Tool tool, Path file) {
        return tool.run("snapshot", "status", file, "--write-out=json").json();
    }

    private static void assertSame(SnapshotStatus ours, JsonNode theirs, long totalKeys) {
        assertThat(Integer.toUnsignedLong(ours.hash())).isEqualTo(theirs.get("hash").asLong());
        assertThat(ours.revision()).isEqualTo(theirs.get("revision").asLong());
        assertThat(totalKeys).isEqualTo(theirs.get("totalKey").asLong());
        assertThat(ours.totalSize()).isEqualTo(theirs.get("totalSize").asLong());
    }

    private static Path copy(Path file, Path directory) throws IOException {
        Path copy = Files.copy(file, directory.resolve("copy.db"), StandardCopyOption.COPY_ATTRIBUTES);
        return Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
    }
}
