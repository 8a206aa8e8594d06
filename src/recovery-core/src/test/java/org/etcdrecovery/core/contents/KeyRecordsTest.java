package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        List<KeyRecord> history = new ArrayList<>();

        assertThat(visit(history)).isEmpty();
        assertThat(history).extracting(KeyRecord::revision)
                .containsExactly(new Revision(2, 0), new Revision(4, 0), new Revision(5, 0), new Revision(6, 0),
                        new Revision(7, 0), new Revision(7, 1), new Revision(7, 2));
        assertThat(history).extracting(KeyRecord::tombstone)
                .containsExactly(false, false, true, false, false, true, false);
        assertThat(history).extracting(KeyRecord::version).containsExactly(1L, 2L, 0L, 1L, 2L, 0L, 1L);
        assertThat(history).extracting(KeyRecord::createRevision)
                .containsExactly(2L, 2L, 0L, 6L, 6L, 0L, 7L);
        assertThat(history.get(1).lease()).isEqualTo(7);
    }

    @Test
    void knownRevisionsNeedNoSearch() throws IOException {
        List<KeyRecord> records = KeyRecords.at(SnapshotOpener.plain(), name, KEY, List.of(4L, 5L, 7L));

        List<KeyRecord> all = new ArrayList<>();
        visit(all);
        assertThat(records).isEqualTo(all.stream()
                .filter(record -> List.of(4L, 5L, 7L).contains(record.revision().main()))
                .toList());
        assertThat(KeyRecords.at(SnapshotOpener.plain(), name, KEY, List.of(3L))).as("of another key").isEmpty();
    }

    @Test
    void theValueOfARecordCanBeRead() throws IOException {
        KeyRecord last = KeyRecords.at(SnapshotOpener.plain(), name, KEY, List.of(7L)).getLast();

        int offset = (int) last.valueOffset();
        assertThat(Arrays.copyOfRange(Files.readAllBytes(name.file()), offset, offset + last.valueSize()))
                .isEqualTo("seventh".getBytes(UTF_8));
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

        List<KeyRecord> history = new ArrayList<>();

        assertThat(visit(history)).singleElement().asString().contains("bucket key", "cannot be read");
        assertThat(history).hasSize(2);
    }

    private List<String> visit(List<KeyRecord> into) throws IOException {
        return KeyRecords.visit(SnapshotOpener.plain(), name, KEY, into::add, Progress.NONE);
    }
}
