package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedValuesTest {
    private static final int PAGE = 4096;
    private static final int BRANCH = 1;

    @TempDir
    private Path directory;

    /** Every record of every key, in an order that jumps through the file, is what a search through all of it finds. */
    @Test
    void everyRecordIsFoundByItsRevision() throws IOException {
        EtcdFile file = new EtcdFile();
        Random random = new Random(3);
        for (int i = 0; i < 1500; i++) {
            file.put("/k/" + random.nextInt(300), "v".repeat(random.nextInt(i % 100 == 0 ? 9000 : 400)));
        }
        assertFindsAll(SnapshotName.of(file.writeTo(directory)));
        assertFindsAll(SnapshotName.of(new EtcdFile().put("/a", "1").put("/a", "2").writeTo(directory)));
        assertFindsAll(SnapshotName.of(new EtcdFile().writeTo(directory)));
    }

    private static void assertFindsAll(SnapshotName name) throws IOException {
        KeyIndex index = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE);
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), name, Progress.NONE)) {
            for (int rank = 0; rank < index.size(); rank++) {
                byte[] key = index.key(rank);
                for (RecordRef record : index.history(rank)) {
                    StoredValue found = values.read(key, record.revision()).orElseThrow();
                    assertThat(found.key().key()).isEqualTo(key);
                    assertThat(found.head().length + key.length).isEqualTo(record.size());
                    assertThat(found.head()).isEqualTo(StoredValue
                            .read(SnapshotOpener.plain(), name, found.key(), Integer.MAX_VALUE)
                            .orElseThrow()
                            .head());
                }
                assertThat(values.read(key, 999_999)).isEmpty();
            }
        }
    }

    /** A database of which the end is missing, as a disk that filled up leaves it. */
    @Test
    void whatIsLeftOfACutFileIsRead() throws IOException {
        byte[] sound = Files.readAllBytes(Path.of("src/test/samples/kubernetes.db"));
        KeyIndex whole = index("sound", sound);
        KeyIndex left = index("cut", Arrays.copyOf(sound, sound.length * 3 / 4));
        SnapshotName name = SnapshotName.of(directory.resolve("cut"));
        int lost = 0;
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), name, Progress.NONE)) {
            for (int rank = 0; rank < left.size(); rank++) {
                for (RecordRef record : left.history(rank)) {
                    assertThat(values.read(left.key(rank), record.revision()).isPresent())
                            .isEqualTo(!record.tombstone());
                }
            }
            for (int rank = 0; rank < whole.size(); rank++) {
                byte[] key = whole.key(rank);
                long first = whole.history(rank).getFirst().revision();
                if (left.find(key) < 0) {
                    assertThatThrownBy(() -> values.read(key, first)).isInstanceOf(MalformedDataException.class);
                    assertThatThrownBy(() -> KeyRecords.at(SnapshotOpener.plain(), name, key, List.of(first)))
                            .isInstanceOf(MalformedDataException.class);
                    lost++;
                    // One that can be read is there although another one cannot.
                    assertThat(KeyRecords.at(SnapshotOpener.plain(), name, left.key(0),
                            List.of(first, left.history(0).getFirst().revision()))).isNotEmpty();
                }
            }
        }
        assertThat(left.size()).isPositive();
        assertThat(lost).isPositive();
    }

    private KeyIndex index(String name, byte[] bytes) throws IOException {
        return KeyIndex.read(SnapshotOpener.plain(), SnapshotName.of(Files.write(directory.resolve(name), bytes)),
                Progress.NONE);
    }

    /** Only what is on the damaged page is lost, and not all that was written together with it. */
    @Test
    void theRestOfATransactionIsReadBesideADamagedPage() throws IOException {
        byte[] image = transaction(100).image();
        int page = indexOf(image, "/k/50") / PAGE;
        Arrays.fill(image, page * PAGE, (page + 1) * PAGE, (byte) 0);
        SnapshotName name = SnapshotName.of(Files.write(directory.resolve("damaged"), image));
        int read = 0;
        int lost = 0;
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), name, Progress.NONE)) {
            for (int i = 0; i < 100; i++) {
                byte[] key = ("/k/" + i).getBytes(US_ASCII);
                try {
                    StoredValue value = values.read(key, 2).orElseThrow();
                    assertThat(value.head()).isEqualTo(value(i));
                    assertThat(StoredValue.read(SnapshotOpener.plain(), name, value.key(), 3).orElseThrow().head())
                            .isEqualTo(Arrays.copyOf(value(i), 3));
                    read++;
                } catch (MalformedDataException e) {
                    lost++;
                }
            }
        }
        assertThat(lost).isPositive().isLessThan(20);
        assertThat(read).isEqualTo(100 - lost);
    }

    /** Pages that are kept in memory would be visited for ever. */
    @Test
    void aTreeThatLeadsInACircleIsRefused() throws IOException {
        byte[] image = transaction(100).image();
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        for (int page = 2; page < image.length / PAGE; page++) {
            if (bytes.getShort(page * PAGE + 8) == BRANCH) {
                for (int i = 0; i < bytes.getShort(page * PAGE + 10); i++) {
                    bytes.putLong(page * PAGE + 16 + 16 * i + 8, page);
                }
            }
        }
        SnapshotName name = SnapshotName.of(Files.write(directory.resolve("circle"), image));
        try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), name, Progress.NONE)) {
            assertThatThrownBy(() -> values.read("/k/1".getBytes(US_ASCII), 2))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    /** Each level would multiply the visits, and a hostile tree has 64 levels. */
    @Test
    void pagesThatAreSharedAreNotVisitedAgainAndAgain() throws IOException {
        byte[] image = transaction(400).image();
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int root = 2;
        while (bytes.getShort(root * PAGE + 8) != BRANCH) {
            root++;
        }
        int children = bytes.getShort(root * PAGE + 10);
        int at = root;
        for (int level = 0; level < 3; level++) {
            int next = (int) bytes.getLong(root * PAGE + 16 + 16 * level + 8);
            System.arraycopy(image, root * PAGE, image, next * PAGE, PAGE);
            bytes.putLong(next * PAGE, next);
            lead(bytes, at, children, next);
            at = next;
        }
        int leaf = indexOf(image, "/k/399") / PAGE;
        lead(bytes, at, children, leaf);
        SnapshotName name = SnapshotName.of(Files.write(directory.resolve("shared"), image));

        assertThat(KeyRecords.at(SnapshotOpener.plain(), name, "/k/399".getBytes(US_ASCII), List.of(2L)))
                .hasSizeBetween(1, image.length / PAGE);
    }

    private static void lead(ByteBuffer bytes, int branch, int children, int child) {
        for (int i = 0; i < children; i++) {
            bytes.putLong(branch * PAGE + 16 + 16 * i + 8, child);
        }
    }

    private static EtcdFile transaction(int records) {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < records; i++) {
            file.record("key", new Revision(2, i).toKey(),
                    EtcdFile.keyValue(("/k/" + i).getBytes(US_ASCII), 2, value(i), 0));
        }
        return file;
    }

    private static byte[] value(int i) {
        return ("v" + i + "x".repeat(200)).getBytes(US_ASCII);
    }

    private static int indexOf(byte[] image, String text) {
        return new String(image, ISO_8859_1).indexOf(text);
    }

    @Test
    void noDamageIsTakenForAValue() throws IOException {
        EtcdFile file = new EtcdFile();
        for (int i = 0; i < 400; i++) {
            file.put("/k/" + i, "v" + i + "x".repeat(100));
        }
        byte[] image = file.image();
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            byte[] damaged = image.clone();
            for (int i = 0; i < 30; i++) {
                int page = 2 + random.nextInt(damaged.length / 4096 - 2);
                damaged[page * 4096 + random.nextInt(100)] = (byte) random.nextInt();
            }
            SnapshotName name = SnapshotName.of(Files.write(directory.resolve("damaged"), damaged));
            try (RecordedValues values = RecordedValues.open(SnapshotOpener.plain(), name, Progress.NONE)) {
                for (int i = 0; i < 400; i += 40) {
                    byte[] key = ("/k/" + i).getBytes(US_ASCII);
                    values.read(key, i + 2)
                            .ifPresent(value -> assertThat(value.key().key()).isEqualTo(key));
                }
            } catch (MalformedDataException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }
}
