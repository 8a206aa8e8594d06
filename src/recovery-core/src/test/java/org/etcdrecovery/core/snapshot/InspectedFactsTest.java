package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an inspection reports about the cluster of a sound file, and about the readable part of a damaged one. */
class InspectedFactsTest {
    @TempDir
    private Path directory;

    @Test
    void aUsualFileIsRestorable() throws IOException {
        EtcdFile file = EtcdFile.usual();
        Inspection inspection = inspect(file);
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.passed()).isEqualTo(EnumSet.allOf(Check.class));
        SnapshotFacts facts = inspection.facts().orElseThrow();
        assertThat(facts.revisions().last()).isEqualTo(new Revision(file.revision(), 0));
        assertThat(facts.status().liveKeys()).isEqualTo(15);
        assertThat(facts.status().tombstones()).isEqualTo(1);
        assertThat(facts.status().sizeInUse()).isEqualTo(facts.status().totalSize());
        assertThat(facts.leaseCounts().keys()).isEqualTo(1);
        assertThat(facts.versions().cluster()).contains(new MinorVersion(3, 5));
        assertThat(facts.versions().storage()).isEmpty();
    }

    @Test
    void theRecordOfABumpIsSound() throws IOException {
        EtcdFile file = EtcdFile.usual();
        file.bump(1_000_000);
        Inspection inspection = inspect(file);
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).extracting(Finding::code)
                .containsExactly(FindingCode.CLUSTER_BUMPED);
        SnapshotFacts facts = inspection.facts().orElseThrow();
        assertThat(facts.revisions().last()).isEqualTo(new Revision(1_000_000, 0));
        assertThat(facts.status().liveKeys()).as("as etcd's tools count").isEqualTo(16);
        assertThat(facts.servedKeys()).isEqualTo(15);
    }

    @Test
    void aLeaseThatAKeyHadOnceDoesNotMatter() throws IOException {
        EtcdFile file = EtcdFile.usual().put("/gone", "v", 0x99).put("/changed", "v", 0x99);
        assertThat(inspect(file.delete("/gone").put("/changed", "without")).findings()).isEmpty();
    }

    @Test
    void aRemovedMemberThatIsStillThereIsNoted() throws IOException {
        Inspection inspection = inspect(
                EtcdFile.usual()
                        .record("members_removed", Long.toHexString(EtcdFile.MEMBER), "removed".getBytes(UTF_8)));
        Inspections.assertNote(inspection, "Member 8e9e05c52164694d was removed but is still among the members");
    }

    @ParameterizedTest
    @CsvSource({"1, NOSPACE", "2, CORRUPT", "7, UNKNOWN"})
    void anAlarmCallsForCare(int number, Alarm.Kind kind) throws IOException {
        Inspection inspection = inspect(
                EtcdFile.usual().record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, number), new byte[0]));
        Inspections.assertCare(inspection, Check.CLUSTER, "The snapshot carries the alarm " + kind);
        assertThat(inspection.facts().orElseThrow().alarms())
                .containsExactly(new Alarm(new MemberId(EtcdFile.MEMBER), kind));
    }

    @Test
    void aCompactionThatIsNotCarriedOutIsNoted() throws IOException {
        EtcdFile file = EtcdFile.usual()
                .record("meta", "finishedCompactRev", new Revision(5, 0).toKey())
                .record("meta", "scheduledCompactRev", new Revision(9, 0).toKey());
        Inspection inspection = inspect(file);
        Inspections.assertNote(inspection, "A compaction up to revision 9 is scheduled but not carried out");
        assertThat(inspection.facts().orElseThrow().revisions().compacted()).isEqualTo(9);
    }

    @Test
    void ofTheEighteenBytesOfACompactionTheLastDoesNotMatter() throws IOException {
        byte[] revision = Arrays.copyOf(new Revision(5, 0).toKey(), Revision.TOMBSTONE_KEY_LENGTH);
        Inspection inspection = inspect(EtcdFile.usual().record("meta", "finishedCompactRev", revision));
        assertThat(inspection.findings()).isEmpty();
        assertThat(inspection.facts().orElseThrow().revisions().compacted()).isEqualTo(5);
    }

    @Test
    void aSchemaThatNobodyKnowsYetCallsForCare() throws IOException {
        Inspections.assertCare(inspect(EtcdFile.usual().record("meta", "storageVersion", "3.9.0".getBytes(UTF_8))),
                Check.CLUSTER,
                "The file has the schema of etcd 3.9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3.6", "three", "3.6.0.0", "v3.6.0"})
    void aStorageVersionThatIsNoneIsAsGoodAsNone(String stated) throws IOException {
        Inspection inspection = inspect(EtcdFile.usual().record("meta", "storageVersion", stated.getBytes(UTF_8)));
        assertThat(inspection.facts().orElseThrow().versions().storage()).isEmpty();
        assertThat(inspection.facts().orElseThrow().status().storageVersion()).isEmpty();
    }

    @Test
    void kubernetesIsSeenAndWhatItEncrypted() throws IOException {
        Inspection inspection = inspect(EtcdFile.usual()
                .put("/registry/secrets/default/a", "k8s:enc:aescbc:v1:key1:\u0001\u0002")
                .put("/registry/secrets/default/b", "k8s:enc:kms:v2:vault:\u0001:\u0002")
                .put("/registry/secrets/default/c", "k8s:enc:broken")
                .put("/registry/secrets/default/d", "k8s:enc:secretbox:v1:old:\u0001")
                .put("/registry/secrets/default/d", "k8s:enc:aescbc:v1:key1:\u0001"));
        Inspections.assertNote(inspection,
                "Kubernetes has encrypted values with aescbc:v1:key1, kms:v2:vault, unknown");
        assertThat(inspection.facts().orElseThrow().kubernetes()).isTrue();
        assertThat(inspection.facts().orElseThrow().encryption())
                .containsExactlyInAnyOrder("aescbc:v1:key1", "kms:v2:vault", "unknown");
    }

    @ParameterizedTest
    @CsvSource({"/registry/pods/a, true", "/kubernetes.io/pods/a, true", "/registry, false", "registry/pods/a, false"})
    void aKubernetesKeyspaceIsToldByItsPrefix(String key, boolean kubernetes) throws IOException {
        assertThat(inspect(EtcdFile.usual().put(key, "v")).facts().orElseThrow().kubernetes()).isEqualTo(kubernetes);
        assertThat(inspect(EtcdFile.usual().put(key, "v").delete(key)).facts().orElseThrow().kubernetes()).isFalse();
    }

    @Test
    void tellsWhatStillReadsOfADamagedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("src/test/samples/kubernetes.db"));
        // A leaf in the middle of the keyspace.
        bytes[49 * 4096 + 8] = 0x7D;
        Inspection inspection = Inspector.inspect(Files.write(directory.resolve("damaged.db"), bytes), Progress.NONE,
                _ -> {});
        assertThat(inspection.facts()).isEmpty();
        Remains remains = inspection.remains().orElseThrow();
        assertThat(remains.revision()).isEqualTo(226);
        assertThat(remains.keyRecords()).isBetween(1L, 164L);
        assertThat(remains.storageVersion()).isEqualTo("3.6.0");
    }

    private Inspection inspect(EtcdFile file) throws IOException {
        return inspect(file.snapshot());
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        return Inspections.of(Files.write(directory.resolve("snapshot"), bytes));
    }
}
