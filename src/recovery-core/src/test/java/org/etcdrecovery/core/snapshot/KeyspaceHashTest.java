package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which records HashKV includes. Other tests compare the same rules with real servers; here each rule has a file that
 * shows it alone.
 */
class KeyspaceHashTest {
    private static final int LEASE_BUCKET = 6;

    @TempDir
    private Path directory;

    /** A file with records at revisions 2 to 6. */
    private final EtcdFile file = new EtcdFile().put("a", "1").put("a", "2").put("b", "1").put("c", "1").put("c", "2");

    @Test
    void withoutACompactionEveryRecordCounts() throws IOException {
        assertHash(0, 6, -1, 2, 3, 4, 5, 6);
    }

    @Test
    void recordsAfterTheHashRevisionDoNotCount() throws IOException {
        assertHash(4, 4, -1, 2, 3, 4);
    }

    @Test
    void upToTheCompactRevisionOnlyTheNewestOfAKeyCounts() throws IOException {
        compacted("finishedCompactRev", 4);
        assertHash(0, 6, 4, 3, 4, 5, 6);
    }

    @Test
    void whatIsTheNewestDependsOnTheHashRevision() throws IOException {
        file.put("b", "2");
        compacted("finishedCompactRev", 5);
        assertHash(5, 5, 5, 3, 4, 5);
        assertHash(7, 7, 5, 3, 6, 7);
    }

    @Test
    void aCompactionThatIsOnlyScheduledCountsToo() throws IOException {
        compacted("finishedCompactRev", 2);
        compacted("scheduledCompactRev", 4);
        assertHash(0, 6, 4, 3, 4, 5, 6);
    }

    @Test
    void aDeletedKeyHasNoNewestRecord() throws IOException {
        file.delete("b").put("d", "1");
        compacted("finishedCompactRev", 8);
        assertHash(0, 8, 8, 3, 6, 8);
    }

    @Test
    void whereNoKeyExistsAllRecordsCountButADeletionAtTheCompactRevision() throws IOException {
        EtcdFile deleted = new EtcdFile().put("a", "1").put("a", "2").delete("a");
        deleted.record("meta", "finishedCompactRev", new Revision(4, 0).toKey());
        assertHash(deleted, 0, 4, 4, 2, 3);
        deleted.put("b", "1").delete("b");
        deleted.record("meta", "finishedCompactRev", new Revision(6, 0).toKey());
        assertHash(deleted, 0, 6, 6, 2, 3, 4, 5);
    }

    @Test
    void aDeletionAfterTheCompactRevisionCounts() throws IOException {
        file.delete("a");
        compacted("finishedCompactRev", 6);
        assertHash(0, 7, 6, 4, 6, 7);
    }

    @Test
    void beforeABumpTheNewestOfEachKeyCounts() throws IOException {
        file.delete("b");
        assertThat(compactedHash(file)).isEqualTo(hashOf(file, 3, 6));
    }

    @Test
    void theRecordOfAnEarlierBumpDoesNotOutliveTheNext() throws IOException {
        file.bump(100);
        assertHash(0, 100, 100, 3, 4, 6, 100);
        assertThat(compactedHash(file)).isEqualTo(hashOf(file, 3, 4, 6));
    }

    @Test
    void theHashOfNothingIsThatOfTheNameOfTheBucket() throws IOException {
        HashKv empty = hashKv(new EtcdFile(), 0);
        assertThat(empty).isEqualTo(new HashKv(hashOf(new EtcdFile()), 1, -1));
    }

    @Test
    void theCurrentRevisionMayBeThatOfTheCompaction() throws IOException {
        compacted("finishedCompactRev", 9);
        assertHash(0, 9, 9, 3, 4, 6);
        assertThatThrownBy(() -> hashKv(file, 8)).isInstanceOf(RevisionException.class)
                .hasMessage("mvcc: required revision has been compacted");
        assertThatThrownBy(() -> hashKv(file, 10)).isInstanceOf(RevisionException.class)
                .hasMessage("mvcc: required revision is a future revision");
    }

    @Test
    void aFileThatIsNotOfEtcdHasNone() {
        assertThatThrownBy(() -> hashKv(file.without("key"), 0)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("no bucket “key”");
    }

    @Test
    void aDamagedRecordIsNotHashed() {
        file.record("key", new Revision(7, 0).toKey(), new byte[]{1});
        assertThatThrownBy(() -> hashKv(file, 0)).isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("a record of the keyspace");
    }

    @Test
    void damageElsewhereIsRefusedOnlyWhereEverythingIsChecked() throws IOException {
        assertThat(HashKvReader.readChecked(ByteSource.of("sound", file.image()), Progress.NONE))
                .isEqualTo(hashKv(file, 0));
        ImageEditor editor = new ImageEditor(file.image());
        ByteSource damaged = ByteSource.of("damaged", editor.rootOf(LEASE_BUCKET, editor.meta().highWater()).image());
        assertThat(HashKvReader.read(damaged, 0, Progress.NONE)).isEqualTo(hashKv(file, 0));
        assertThatThrownBy(() -> HashKvReader.readChecked(damaged, Progress.NONE))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("out of bounds");
    }

    private void compacted(String how, long revision) {
        file.record("meta", how, new Revision(revision, 0).toKey());
    }

    private void assertHash(long asked, long hashRevision, long compactRevision, long... counted) throws IOException {
        assertHash(file, asked, hashRevision, compactRevision, counted);
    }

    private void assertHash(EtcdFile hashed, long asked, long hashRevision, long compactRevision, long... counted)
            throws IOException {
        assertThat(hashKv(hashed, asked)).isEqualTo(
                new HashKv(hashOf(hashed, counted), hashRevision, compactRevision));
        if (asked == 0) {
            assertThat(facts(hashed).predictedHash().unbumped()).isEqualTo(hashOf(hashed, counted));
            Inspection inspection = Inspections.of(hashed.writeTo(directory));
            assertThat(DatabaseDigest.read(ByteSource.of("known", hashed.image()), inspection.newest().records(),
                    Progress.NONE)).isEqualTo(
                            new DatabaseDigest(inspection.facts().orElseThrow().status().hash(), hashKv(hashed, 0)));
        }
    }

    private HashKv hashKv(EtcdFile hashed, long revision) throws IOException {
        return HashKvReader.read(hashed.writeTo(directory), revision, Progress.NONE);
    }

    private int compactedHash(EtcdFile hashed) throws IOException {
        return facts(hashed).predictedHash().beforeBump();
    }

    private SnapshotFacts facts(EtcdFile hashed) throws IOException {
        return Inspector.inspect(hashed.writeTo(directory), Progress.NONE, finding -> {}).facts().orElseThrow();
    }

    /** The hash over the records of these revisions. */
    private static int hashOf(EtcdFile hashed, long... revisions) throws IOException {
        List<Long> counted = Arrays.stream(revisions).boxed().toList();
        List<Long> seen = new ArrayList<>();
        CRC32C crc = new CRC32C();
        crc.update("key".getBytes(US_ASCII));
        BoltFile.open(ByteSource.of("file", hashed.image())).walk(bucket -> bucket.name().equals("key") ? leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                long main = Revision.mainOf(leaf.buffer(), leaf.keyStart(i));
                if (counted.contains(main)) {
                    seen.add(main);
                    crc.update(leaf.key(i));
                    crc.update(leaf.value(i));
                }
            }
        } : null, Progress.NONE);
        assertThat(seen).isEqualTo(counted);
        return (int) crc.getValue();
    }
}
