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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Check;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings about files that a server never leaves behind, or only after a fault. */
class InspectorTest {
    private static final int PAGE_SIZE = 4096;
    /** The index of the bucket {@code key} among those of {@link EtcdFile}. */
    private static final int KEY_BUCKET = 5;

    @TempDir
    private Path directory;

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
        Inspections.assertCare(inspection, Check.TRAILING_HASH, "No SHA-256 follows the image");
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
        Inspections.assertDamaged(inspect(snapshot), Check.TRAILING_HASH, "The SHA-256 after the image is ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void oneMetaPageIsEnough(int page) throws IOException {
        byte[] image = EtcdFile.usual().image();
        image[page * PAGE_SIZE + 70] ^= 1;
        Inspection inspection = inspect(EtcdFile.withHash(image));
        Inspections.assertCare(inspection, Check.FILE, "One of the two meta pages is not valid: ");
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
        assertThat(inspection.findings()).singleElement().extracting(Finding::check).isEqualTo(Optional.of(Check.FILE));
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
        Inspections.assertDamaged(inspection, Check.TREE, "page " + rootPage(image) + ": invalid type: ");
        assertThat(inspection.passed()).containsExactlyInAnyOrder(Check.FILE, Check.TRAILING_HASH);
    }

    @Test
    void pagesThatContradictEachOtherAreDamage() throws IOException {
        byte[] image = EtcdFile.usual().image(1024);
        long branch = new ImageEditor(image).rootOf(KEY_BUCKET);
        Inspections.assertDamaged(inspect(rehashed(new ImageEditor(image).child(branch, 1, branch))), Check.TREE,
                "page " + branch + ": multiple references to page " + branch);
        Inspections.assertDamaged(inspect(rehashed(new ImageEditor(image).count(branch, 0xFFFF))), Check.TREE,
                "page " + branch + ": branch element 0 of 65535");
        Inspections.assertDamaged(inspect(rehashed(new ImageEditor(image).overflow(branch, -1))), Check.TREE,
                "page " + branch + ": claims 4294967295 overflow pages");
        long leaf = new ImageEditor(image).child(branch, 0);
        Inspections.assertDamaged(inspect(rehashed(new ImageEditor(image).leafElement(leaf, 1, 3, -1))), Check.TREE,
                "page " + leaf + ": leaf element 1 of ");
        ImageEditor unordered = new ImageEditor(image);
        Inspections.assertDamaged(inspect(rehashed(unordered.set(unordered.keyOf(leaf, 1) + 7, 0))), Check.TREE,
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
        Inspections.assertDamaged(inspect(rehashed(editor)), Check.TREE, "A bucket within a bucket");
    }

    @ParameterizedTest
    @CsvSource({"6b6579, a key of 3 bytes", "00000000000000305f000000000000000074FF, a key of 19 bytes",
            "00000000000000302d0000000000000000, no '_'", "ff000000000000305f0000000000000000, a negative revision",
            "00000000000000305f000000000000000075, a mark other than 't'"})
    void aKeyThatIsNoRevisionIsDamage(String hex, String problem) throws IOException {
        byte[] key = HexFormat.of().parseHex(hex);
        EtcdFile file = EtcdFile.usual().record("key", key, EtcdFile.keyValue(key, 48, key, 0));
        Inspections.assertDamaged(inspect(file), Check.KEYSPACE, problem);
    }

    @Test
    void aValueThatIsNoKeyValueIsDamageAndItsPlaceIsNamed() throws IOException {
        EtcdFile file = EtcdFile.usual();
        byte[] key = new Revision(file.revision() + 1, 0).toKey();
        file.record("key", key, new byte[]{0x0a, 0x55, 1});
        Inspection inspection = inspect(file);
        Inspections.assertDamaged(inspection, Check.KEYSPACE, "bytes that reach beyond the record");
        String place = inspection.findings().getFirst().place();
        int offset = Integer.parseInt(place.substring("bucket key, offset ".length()));
        assertThat(Arrays.copyOfRange(file.snapshot(), offset, offset + key.length)).isEqualTo(key);
    }

    @Test
    void aValueOfAnotherRevisionIsDamage() throws IOException {
        EtcdFile file = EtcdFile.usual();
        file.record("key", new Revision(file.revision() + 1, 0).toKey(),
                EtcdFile.keyValue(new byte[]{'k'}, 3, new byte[0], 0));
        Inspections.assertDamaged(inspect(file), Check.KEYSPACE,
                "a value of revision 3 under revision " + (file.revision() + 1));
    }

    @Test
    void aLeaseThatIsNoneIsDamage() throws IOException {
        Inspections.assertDamaged(inspect(EtcdFile.usual().record("lease", new byte[7], new byte[0])), Check.KEYSPACE,
                "a lease ID of 7 bytes");
        Inspections.assertDamaged(inspect(EtcdFile.usual().record("lease", EtcdFile.number(0x88), new byte[]{8, 0x77})),
                Check.KEYSPACE, "not the record of lease 88");
        Inspections.assertDamaged(
                inspect(EtcdFile.usual().record("lease", EtcdFile.number(0x88), new byte[]{(byte) 0xFF})),
                Check.KEYSPACE, "not the record of lease 88");
    }

    @ParameterizedTest
    @ValueSource(strings = {"scheduledCompactRev", "finishedCompactRev"})
    void aCompactionWithoutARevisionIsDamage(String key) throws IOException {
        Inspections.assertDamaged(inspect(EtcdFile.usual().record("meta", key, new byte[16])), Check.KEYSPACE,
                "The record of a compaction does not hold a revision: a key of 16 bytes");
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

    private Inspection inspect(EtcdFile file) throws IOException {
        return inspect(file.snapshot());
    }

    private Inspection inspect(byte[] bytes) throws IOException {
        return Inspections.of(Files.write(directory.resolve("snapshot"), bytes));
    }

    private static long rootPage(byte[] image) {
        return new ImageEditor(image).meta().root();
    }

    private static byte[] rehashed(ImageEditor editor) {
        return EtcdFile.withHash(editor.image());
    }

    /** An empty bucket stored inline in its parent. */
    private static byte[] emptyBucket() {
        return ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN).putShort(24, (short) 2).array();
    }
}
