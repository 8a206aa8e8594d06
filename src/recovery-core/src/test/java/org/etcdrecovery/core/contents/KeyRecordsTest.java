package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRecordsTest {
    private static final byte[] KEY = "/a".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private SnapshotName name;

    @BeforeEach
    void write() throws IOException {
        EtcdFile file = new EtcdFile().lease(7, 60).put("/a", "one").put("/a/b", "other").put("/a", "two", 7);
        file.delete("/a").put("/a", "three");
        // One transaction that writes the key twice and deletes it in between.
        file.record("key", new Revision(7, 0).toKey(), EtcdFile.keyValue(KEY, 6, 7, 2, "x".getBytes(UTF_8), 0));
        byte[] tombstone = Arrays.copyOf(new Revision(7, 1).toKey(), Revision.TOMBSTONE_KEY_LENGTH);
        tombstone[Revision.KEY_LENGTH] = Revision.TOMBSTONE_MARK;
        file.record("key", tombstone, EtcdFile.keyValue(KEY, 0, new byte[0], 0));
        file.record("key", new Revision(7, 2).toKey(),
                EtcdFile.keyValue(KEY, 7, 7, 1, "seventh".getBytes(UTF_8), 0));
        name = SnapshotName.of(file.writeTo(directory));
    }

    @Test
    void allRecordsAreThereInOrder() throws IOException {
        KeyRecords history = history(100);

        assertThat(history.unreadable()).isEmpty();
        assertThat(history.total()).isEqualTo(7);
        assertThat(history.records()).extracting(KeyRecord::revision)
                .containsExactly(new Revision(2, 0), new Revision(4, 0), new Revision(5, 0), new Revision(6, 0),
                        new Revision(7, 0), new Revision(7, 1), new Revision(7, 2));
        assertThat(history.records()).extracting(KeyRecord::tombstone)
                .containsExactly(false, false, true, false, false, true, false);
        assertThat(history.records()).extracting(KeyRecord::version).containsExactly(1L, 2L, 0L, 1L, 2L, 0L, 1L);
        assertThat(history.records()).extracting(KeyRecord::createRevision)
                .containsExactly(2L, 2L, 0L, 6L, 6L, 0L, 7L);
        assertThat(history.records().get(1).lease()).isEqualTo(7);
    }

    @Test
    void theNewestAreKept() throws IOException {
        KeyRecords history = history(2);

        assertThat(history.total()).isEqualTo(7);
        assertThat(history.records()).extracting(KeyRecord::revision)
                .containsExactly(new Revision(7, 1), new Revision(7, 2));
    }

    @Test
    void knownRevisionsNeedNoSearch() throws IOException {
        List<KeyRecord> records = KeyRecords.at(SnapshotOpener.plain(), name, KEY, List.of(4L, 5L, 7L));

        assertThat(records).isEqualTo(history(100).records()
                .stream()
                .filter(record -> List.of(4L, 5L, 7L).contains(record.revision().main()))
                .toList());
        assertThat(KeyRecords.at(SnapshotOpener.plain(), name, KEY, List.of(3L))).as("of another key").isEmpty();
    }

    @Test
    void aValueIsReadInPieces() throws IOException {
        KeyRecord last = history(1).records().getFirst();

        assertThat(piece(last, 0, 100)).isEqualTo("seventh");
        assertThat(piece(last, 2, 3)).isEqualTo("ven");
        assertThat(piece(last, 6, 3)).isEqualTo("h");
        assertThat(piece(last, 7, 3)).isEmpty();
        StoredValue stored = StoredValue.read(SnapshotOpener.plain(), name, last.row(KEY), 3).orElseThrow();
        assertThat(stored.head()).isEqualTo("sev".getBytes(UTF_8));
        assertThat(stored.isCut()).isTrue();
    }

    @Test
    void aDamagedRecordOfAnotherKeyHidesNone() throws IOException {
        name = SnapshotName.of(Files.write(directory.resolve("damaged"),
                new EtcdFile().put("/a", "one")
                        .put("/b", "")
                        .put("/a", "two")
                        .record("key", new Revision(3, 0).toKey(), new byte[]{(byte) 0xFF})
                        .image()));

        KeyRecords history = history(100);

        assertThat(history.total()).isEqualTo(2);
        assertThat(history.unreadable()).singleElement().asString().contains("bucket key", "cannot be read");
    }

    private KeyRecords history(int limit) throws IOException {
        return KeyRecords.history(SnapshotOpener.plain(), name, KEY, limit, Progress.NONE);
    }

    private String piece(KeyRecord record, int from, int length) throws IOException {
        return new String(KeyRecords.piece(SnapshotOpener.plain(), name, record, from, length), UTF_8);
    }
}
