package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyLookupTest {
    @TempDir
    private Path directory;

    @Test
    void anEmptyStoreIsAtRevisionOne() throws IOException {
        EtcdFile empty = new EtcdFile();

        assertThat(at(empty, 1)).isEqualTo(new KeyLookup.Absent(List.of()));
        assertThat(at(empty, 2)).isEqualTo(new KeyLookup.Future(1));
    }

    /** Older releases compact a deletion away at its own revision. */
    @Test
    void aFileReachesItsCompactionEvenIfNoRecordIsLeft() throws IOException {
        EtcdFile compacted = new EtcdFile().record("meta", "finishedCompactRev", new Revision(4, 0).toKey());

        assertThat(at(compacted, 3)).isEqualTo(new KeyLookup.Compacted(4));
        assertThat(at(compacted, 4)).isEqualTo(new KeyLookup.Absent(List.of()));
        assertThat(at(compacted, 5)).isEqualTo(new KeyLookup.Future(4));
    }

    @Test
    void aValueThatDoesNotFitIntoTheMemoryIsRefusedWithAWayOut() {
        int size = (int) (Runtime.getRuntime().maxMemory() / 16) + 1;
        EtcdFile file = new EtcdFile().put("key", "x".repeat(size)).put("other", "x");

        assertThatThrownBy(() -> at(file, 2)).isInstanceOf(IOException.class)
                .hasMessageContaining("the value of key has ")
                .hasMessageContaining("JAVA_TOOL_OPTIONS=-Xmx4g");
    }

    private KeyLookup at(EtcdFile file, long revision) throws IOException {
        return KeyLookup.find(SnapshotOpener.plain(), SnapshotName.of(file.writeTo(directory)), "key".getBytes(UTF_8),
                OptionalLong.of(revision), Progress.NONE);
    }
}
