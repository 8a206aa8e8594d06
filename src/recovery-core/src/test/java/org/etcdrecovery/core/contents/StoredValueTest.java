package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredValueTest {
    @TempDir
    private Path directory;

    @Test
    void isThatOfTheNewestRecord() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        KeyRow row = row(file, "/key/4");

        StoredValue value = read(file, row, 9).orElseThrow();

        assertThat(new String(value.head(), UTF_8)).isEqualTo("again");
        assertThat(value.isCut()).isFalse();
        assertThat(value.key().text()).isEqualTo("/key/4");
        StoredValue cut = read(file, row, 2).orElseThrow();
        assertThat(new String(cut.head(), UTF_8)).isEqualTo("ag");
        assertThat(cut.isCut()).isTrue();
        assertThat(cut.key().valueSize()).isEqualTo(5);
    }

    @Test
    void aKeyThatIsNotWhereItWasListedHasNone() throws IOException {
        Path file = EtcdFile.usual().writeTo(directory);
        KeyRow row = row(file, "/key/4");

        assertThat(read(file, at(row, "/key/5", row.modRevision()), 9)).isEmpty();
        assertThat(read(file, at(row, "/key/4", row.modRevision() - 1), 9)).isEmpty();
        assertThat(read(file, at(row, "/key/4", Long.MAX_VALUE), 9)).isEmpty();
        assertThat(read(file, at(row, "/key/3", EtcdFile.usual().revision() - 2), 9)).as("a deletion").isEmpty();
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() throws IOException {
        Path file = new EtcdFile().without("key").writeTo(directory);

        assertThatThrownBy(() -> read(file, new KeyRow(new byte[1], 2, 2, 1, LeaseId.NONE, 0), 9))
                .isInstanceOf(MalformedDataException.class);
    }

    private static Optional<StoredValue> read(Path file, KeyRow row, int limit) throws IOException {
        return StoredValue.read(SnapshotOpener.plain(), SnapshotName.of(file), row, limit);
    }

    private static KeyRow row(Path file, String key) throws IOException {
        return ListedKeys.under(key, file).getFirst();
    }

    private static KeyRow at(KeyRow row, String key, long revision) {
        return new KeyRow(key.getBytes(US_ASCII), row.createRevision(), revision, row.version(), row.lease(),
                row.valueSize());
    }
}
