package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.etcdrecovery.core.contents.KeyLookup.Absent;
import org.etcdrecovery.core.contents.KeyLookup.Found;
import org.etcdrecovery.core.contents.KeyLookup.Future;
import org.etcdrecovery.core.contents.index.KeyIndex;
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

    /** A compaction has removed the last records, and an empty store is at revision 1. */
    @Test
    void endsAtTheRevisionAtWhichTheIndexEnds() throws IOException {
        byte[] compacted = new Revision(90, 0).toKey();
        for (EtcdFile file : new EtcdFile[]{new EtcdFile(),
                new EtcdFile().put("key", "value").record("meta", "scheduledCompactRev", compacted)}) {
            SnapshotName name = SnapshotName.of(file.writeTo(directory));
            long last = KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE).lastRevision();

            assertThat(find(name, last)).isInstanceOfAny(Found.class, Absent.class);
            assertThat(find(name, last + 1)).isEqualTo(new Future(last));
        }
    }

    private static KeyLookup find(SnapshotName name, long revision) throws IOException {
        return KeyLookup.find(SnapshotOpener.plain(), name, "key".getBytes(US_ASCII), OptionalLong.of(revision),
                Progress.NONE);
    }
}
