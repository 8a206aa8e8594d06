package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of files that no server leaves behind, or only on a bad day. */
class InspectorTest {
    private static final int PAGE_SIZE = 4096;
    /** Where the bucket stands among those of {@link EtcdFile}. */
    private static final int KEY_BUCKET = 5;

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
    void aFileThatIsCutOffIsNeverWhole() throws IOException {
        byte[] snapshot = EtcdFile.usual().snapshot();
        int image = snapshot.length - TrailingHash.LENGTH;
        List<Integer> lengths = new ArrayList<>(List.of(0, 1, 16, 19, 20, 79, 80, 1023, 1024, 2047, 2048, image - 1,
                image, image + 1, image + 31));
        for (int page = PAGE_SIZE; page < image; page += PAGE_SIZE) {
            lengths.addAll(List.of(page - 1, page, page + 1, page + 16, page + 32));
        }
        for (int length : lengths) {
            Inspection inspection = inspect(Arrays.copyOf(snapshot, length));
            assertThat(inspection.verdict()).as("%d of %d bytes", length, snapshot.length)
                    .isEqualTo(length < 20
                            ? Verdict.NOT_A_SNAPSHOT
                            : length < image ? Verdict.DAMAGED : Verdict.RESTORABLE_WITH_CARE);
            assertThat(inspection.facts().isPresent()).isEqualTo(length >= image);
        }
    }

    @Test
    void withoutAHashOneMustDecide() throws IOException {
        Inspection inspection = inspect(EtcdFile.usual().image());
        assertCare(inspection, Check.TRAILING_HASH, "No SHA-256 follows the image");
        assertThat(inspection.findings().getFirst().why()).contains("cut off");
        assertThat(inspection.facts().orElseThrow().hashes().trailingHash().state())
                .isEqualTo(TrailingHash.State.ABSENT);

        Path db = Files.write(directory.resolve("db"), EtcdFile.usual().image());
        assertThat(Inspections.of(db).findings().getFirst().why()).contains("never has one");
    }

    @Test
    void aDatabaseFromADataDirectoryIsLongerThanItsImage() throws IOException {
        byte[] image = EtcdFile.usual().image();
        Inspection inspection = inspect(Arrays.copyOf(image, image.length + 4 * PAGE_SIZE));
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertThat(inspection.findings()).extracting(Finding::severity).containsExactly(Severity.NOTE, Severity.CARE);
        assertThat(inspection.findings().getFirst().summary()).isEqualTo(
                "16384 bytes follow the image of the database");
    }

    @Test
    void aWrongHashIsDamageEvenWhenAllElseIsSound() throws IOException {
        byte[] snapshot = EtcdFile.usual().snapshot();
        snapshot[snapshot.length - 1] ^= 1;
        assertDamaged(inspect(snapshot), Check.TRAILING_HASH, "The SHA-256 after the image is ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneMetaPageIsEnough(int page) throws IOException {
        byte[] image = EtcdFile.usual().image();
        image[page * PAGE_SIZE + 70] ^= 1;
        Inspection inspection = inspect(EtcdFile.withHash(image));
        assertCare(inspection, Check.FILE, "One of the two meta pages is not valid: ");
        assertThat(inspection.findings().getFirst().place()).isEqualTo(
                "page " + page + ", offset " + page * PAGE_SIZE);
    }

    @Test
    void noMetaPageIsDamage() throws IOException {
        byte[] image = EtcdFile.usual().image();
        image[70] ^= 1;
        image[PAGE_SIZE + 70] ^= 1;
        Inspection inspection = inspect(EtcdFile.withHash(image));
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.findings()).singleElement().extracting(Finding::check).isEqualTo(Check.FILE);
        assertThat(inspection.passed()).isEmpty();
    }

    @Test
    void aLostBucketIsDamageWhereTheHashSaysSo() throws IOException {
        byte[] snapshot = EtcdFile.usual().snapshot();
        ImageEditor editor = new ImageEditor(snapshot);
        int name = editor.keyOf(rootPage(snapshot), KEY_BUCKET);
        editor.set(name, 'k', 'e', 'z');
        Inspection inspection = inspect(editor.image());
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.findings()).extracting(Finding::code)
                .containsExactly(FindingCode.HASH_WRONG);
    }

    @Test
    void aLostBucketIsDamageWhereTheTreeIsDamaged() throws IOException {
        byte[] image = EtcdFile.usual().image();
        Inspection inspection = inspect(
                EtcdFile.withHash(new ImageEditor(image).flags(rootPage(image), 0).image()));
        assertDamaged(inspection, Check.TREE, "page " + rootPage(image) + ": invalid type: ");
        assertThat(inspection.passed()).containsExactlyInAnyOrder(Check.FILE, Check.TRAILING_HASH);
    }

    @Test
    void pagesThatContradictEachOtherAreDamage() throws IOException {
        byte[] image = EtcdFile.usual().image(1024);
        long branch = new ImageEditor(image).rootOf(KEY_BUCKET);
        assertDamaged(inspect(rehashed(new ImageEditor(image).child(branch, 1, branch))), Check.TREE,
                "page " + branch + ": multiple references to page " + branch);
        assertDamaged(inspect(rehashed(new ImageEditor(image).count(branch, 0xFFFF))), Check.TREE,
                "page " + branch + ": branch element 0 of 65535");
        assertDamaged(inspect(rehashed(new ImageEditor(image).overflow(branch, -1))), Check.TREE,
                "page " + branch + ": claims 4294967295 overflow pages");
        long leaf = new ImageEditor(image).child(branch, 0);
        assertDamaged(inspect(rehashed(new ImageEditor(image).leafElement(leaf, 1, 3, -1))), Check.TREE,
                "page " + leaf + ": leaf element 1 of ");
        ImageEditor unordered = new ImageEditor(image);
        assertDamaged(inspect(rehashed(unordered.set(unordered.keyOf(leaf, 1) + 7, 0))), Check.TREE,
                "page " + leaf + ": key 1 ");
    }

    @Test
    void aBucketWithinABucketIsDamage() throws IOException {
        byte[] image = EtcdFile.usual()
                .record("members_removed", "a", new byte[3000])
                .record("members_removed", "nested", emptyBucket())
                .image();
        ImageEditor editor = new ImageEditor(image);
        editor.leafElement(editor.rootOf(KEY_BUCKET + 3), 1, 0, 1);
        assertDamaged(inspect(rehashed(editor)), Check.TREE, "A bucket within a bucket");
    }

    @ParameterizedTest
    @CsvSource({"6b6579, a key of 3 bytes", "00000000000000305f000000000000000074FF, a key of 19 bytes",
            "00000000000000302d0000000000000000, no '_'", "ff000000000000305f0000000000000000, a negative revision",
            "00000000000000305f000000000000000075, a mark other than 't'"})
    void aKeyThatIsNoRevisionIsDamage(String hex, String problem) throws IOException {
        byte[] key = HexFormat.of().parseHex(hex);
        EtcdFile file = EtcdFile.usual().record("key", key, EtcdFile.keyValue(key, 48, key, 0));
        assertDamaged(inspect(file), Check.KEYSPACE, problem);
    }

    @Test
    void aValueThatIsNoKeyValueIsDamageAndItsPlaceIsNamed() throws IOException {
        EtcdFile file = EtcdFile.usual();
        byte[] key = new Revision(file.revision() + 1, 0).toKey();
        file.record("key", key, new byte[]{0x0a, 0x55, 1});
        Inspection inspection = inspect(file);
        assertDamaged(inspection, Check.KEYSPACE, "bytes that reach beyond the record");
        String place = inspection.findings().getFirst().place();
        int offset = Integer.parseInt(place.substring("bucket key, offset ".length()));
        assertThat(Arrays.copyOfRange(file.snapshot(), offset, offset + key.length)).isEqualTo(key);
    }

    @Test
    void aValueOfAnotherRevisionIsDamage() throws IOException {
        EtcdFile file = EtcdFile.usual();
        file.record("key", new Revision(file.revision() + 1, 0).toKey(),
                EtcdFile.keyValue(new byte[]{'k'}, 3, new byte[0], 0));
        assertDamaged(inspect(file), Check.KEYSPACE, "a value of revision 3 under revision " + (file.revision() + 1));
    }

    @Test
    void theRecordOfABumpIsSound() throws IOException {
        EtcdFile file = EtcdFile.usual();
        file.bump(1_000_000);
        Inspection inspection = inspect(file);
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).extracting(Finding::code)
                .containsExactly(FindingCode.CLUSTER_BUMPED, FindingCode.CLUSTER_COMPACTION_PENDING);
        SnapshotFacts facts = inspection.facts().orElseThrow();
        assertThat(facts.revisions().last()).isEqualTo(new Revision(1_000_000, 0));
        assertThat(facts.status().liveKeys()).as("as etcd's tools count").isEqualTo(16);
        assertThat(facts.servedKeys()).isEqualTo(15);
    }

    @Test
    void aLeaseThatIsNoneIsDamage() throws IOException {
        assertDamaged(inspect(EtcdFile.usual().record("lease", new byte[7], new byte[0])), Check.KEYSPACE,
                "a lease ID of 7 bytes");
        assertDamaged(inspect(EtcdFile.usual().record("lease", EtcdFile.number(0x88), new byte[]{8, 0x77})),
                Check.KEYSPACE, "not the record of lease 88");
        assertDamaged(inspect(EtcdFile.usual().record("lease", EtcdFile.number(0x88), new byte[]{(byte) 0xFF})),
                Check.KEYSPACE, "not the record of lease 88");
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
        assertNote(inspection, "Member 8e9e05c52164694d was removed but is still among the members");
    }

    @ParameterizedTest
    @CsvSource({"1, NOSPACE", "2, CORRUPT", "7, UNKNOWN"})
    void anAlarmCallsForCare(int number, Alarm.Kind kind) throws IOException {
        Inspection inspection = inspect(
                EtcdFile.usual().record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, number), new byte[0]));
        assertCare(inspection, Check.CLUSTER, "The snapshot carries the alarm " + kind);
        assertThat(inspection.facts().orElseThrow().alarms())
                .containsExactly(new Alarm(new MemberId(EtcdFile.MEMBER), kind));
    }

    @Test
    void aCompactionThatIsNotCarriedOutIsNoted() throws IOException {
        EtcdFile file = EtcdFile.usual()
                .record("meta", "finishedCompactRev", new Revision(5, 0).toKey())
                .record("meta", "scheduledCompactRev", new Revision(9, 0).toKey());
        Inspection inspection = inspect(file);
        assertNote(inspection, "A compaction up to revision 9 is scheduled but not carried out");
        assertThat(inspection.facts().orElseThrow().revisions().compacted()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduledCompactRev", "finishedCompactRev"})
    void aCompactionWithoutARevisionIsDamage(String key) throws IOException {
        assertDamaged(inspect(EtcdFile.usual().record("meta", key, new byte[16])), Check.KEYSPACE,
                "The record of a compaction does not hold a revision: a key of 16 bytes");
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
        MinorVersion newest = EtcdRelease.newest().minorVersion();
        MinorVersion newer = new MinorVersion(newest.major(), newest.minor() + 1);
        assertThat(inspect(EtcdFile.usual().record("meta", "storageVersion", (newest + ".0").getBytes(UTF_8)))
                .findings()).isEmpty();
        assertCare(inspect(EtcdFile.usual().record("meta", "storageVersion", (newer + ".0").getBytes(UTF_8))),
                Check.CLUSTER, "The file has the schema of etcd " + newer);
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
        assertNote(inspection, "Kubernetes has encrypted values with aescbc:v1:key1, kms:v2:vault, unknown");
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
    void veryManyFindingsOfAKindAreCounted() throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (int i = 0; i < 300; i++) {
            file.record("key", new Revision(1000 + i, 0).toKey(), new byte[]{(byte) 0xFF});
        }
        List<Finding> heard = new ArrayList<>();
        Path path = file.writeTo(directory);
        Inspection inspection = Inspector.inspect(path, Progress.NONE, heard::add);
        assertThat(inspection.findings()).hasSize(201).isEqualTo(heard);
        assertThat(inspection.findings().getLast().summary()).isEqualTo("100 more findings of this kind");
    }

    @Test
    void veryManyNotesAreStillNotes() throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (int i = 1; i <= 300; i++) {
            String id = Integer.toHexString(i);
            file.record("members", id, ("{\"id\":" + i + "}").getBytes(UTF_8));
            file.record("members_removed", id, "removed".getBytes(UTF_8));
        }
        assertThat(inspect(file).verdict()).isEqualTo(Verdict.RESTORABLE);
        file.record("alarm", EtcdFile.alarm(EtcdFile.MEMBER, 1), new byte[0]);
        assertThat(inspect(file).verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
    }

    @Test
    void tellsWhatStillReadsOfADamagedFile() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of("../../assets/sample/kubernetes.db"));
        // A leaf of the keyspace, in the middle of it.
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

    private static void assertNote(Inspection inspection, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(inspection.findings()).singleElement()
                .extracting(Finding::severity, Finding::summary)
                .containsExactly(Severity.NOTE, summary);
        assertThat(inspection.passed()).isEqualTo(EnumSet.allOf(Check.class));
    }

    private static void assertCare(Inspection inspection, Check check, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        assertOne(inspection, Severity.CARE, check, summary);
        assertThat(inspection.passed()).isEqualTo(EnumSet.complementOf(EnumSet.of(check)));
        assertThat(inspection.facts()).isPresent();
    }

    private static void assertDamaged(Inspection inspection, Check check, String summary) {
        assertThat(inspection.verdict()).isEqualTo(Verdict.DAMAGED);
        assertThat(inspection.findings()).first().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.DAMAGE);
            assertThat(finding.check()).isEqualTo(check);
            assertThat(finding.summary()).startsWith(summary);
        });
        assertThat(inspection.passed()).doesNotContain(check);
    }

    private static void assertOne(Inspection inspection, Severity severity, Check check, String summary) {
        assertThat(inspection.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.check()).isEqualTo(check);
            assertThat(finding.summary()).startsWith(summary);
        });
    }

    private static long rootPage(byte[] image) {
        return new ImageEditor(image).meta().root();
    }

    private static byte[] rehashed(ImageEditor editor) {
        return EtcdFile.withHash(editor.image());
    }

    /** An empty bucket inside of its parent. */
    private static byte[] emptyBucket() {
        return ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putShort(24, (short) 2).array();
    }
}
