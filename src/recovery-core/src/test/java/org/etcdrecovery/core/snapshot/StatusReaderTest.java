package org.etcdrecovery.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusReaderTest {
    private static final int KEY_BUCKET = 5;

    @TempDir
    private Path directory;

    @Test
    void theTrailingHashIsNotLookedAt() throws IOException {
        byte[] snapshot = EtcdFile.usual().snapshot();
        SnapshotStatus right = read(snapshot);
        snapshot[snapshot.length - 1] ^= 1;
        assertThat(read(snapshot)).isEqualTo(right);
        assertThat(read(EtcdFile.usual().image())).isEqualTo(right);
    }

    /** etcdutl 3.6 and 3.7 count the same after {@code snapshot restore --bump-revision}. */
    @Test
    void theRecordOfABumpCountsAsOneKey() throws IOException {
        EtcdFile file = EtcdFile.usual();
        SnapshotStatus before = read(file.snapshot());
        file.record("key", new Revision(1_000_000, 0).toKey(), new byte[0]);
        SnapshotStatus after = read(file.snapshot());
        assertThat(after.liveKeys()).isEqualTo(before.liveKeys() + 1);
        assertThat(after.revision()).isEqualTo(1_000_000);
    }

    /** etcdutl does not recognise such a file, and a drop-in replacement prints what it prints. */
    @Test
    void aTornCopyHasTheStatusThatEtcdutlPrints() throws IOException {
        ImageEditor image = new ImageEditor(EtcdFile.usual().without("key", new Revision(5, 0).toKey()).image(1024));
        long branch = image.rootOf(KEY_BUCKET);
        image.set(image.branchKeyOf(branch, 0) + 7, 1).transaction(0, 7);
        Path path = Files.write(directory.resolve("torn"), image.image());
        Inspection inspection = Inspections.of(path);
        assertThat(inspection.facts()).isEmpty();
        assertThat(inspection.findings()).extracting(Finding::code)
                .contains(FindingCode.FILE_META_TRANSACTIONS, FindingCode.TREE_SEPARATOR,
                        FindingCode.KEYSPACE_REVISION_GAP);
        assertThat(StatusReader.read(path, Progress.NONE).revision()).isEqualTo(44);
    }

    @Test
    void freePagesAreNotInUse() throws IOException {
        ImageEditor editor = new ImageEditor(EtcdFile.usual().image());
        SnapshotStatus before = read(editor.image());
        editor.append(0, 0);
        SnapshotStatus after = read(editor.image());
        assertThat(after.totalSize()).isEqualTo(before.totalSize() + 4096);
        assertThat(after.sizeInUse()).isEqualTo(before.sizeInUse());
    }

    @Test
    void aDamagedTreeHasNoStatusButAllItsProblems() {
        ImageEditor editor = new ImageEditor(EtcdFile.usual().image(1024));
        long branch = editor.rootOf(KEY_BUCKET);
        editor.child(branch, 0, branch).child(branch, 1, 1);
        assertThatThrownBy(() -> read(editor.image()))
                .hasMessageStartingWith("snapshot file integrity check failed. 2 errors found.\n")
                .isInstanceOf(DamagedSnapshotException.class)
                .message()
                .hasLineCount(1 + 2);
    }

    @Test
    void aDamagedRecordIsDamage() {
        EtcdFile file = EtcdFile.usual().record("key", new Revision(99, 0).toKey(), new byte[]{1});
        assertThatThrownBy(() -> read(file.snapshot())).isInstanceOf(DamagedSnapshotException.class)
                .hasMessageContaining("error during bucket key iteration, name: \"key\"");
    }

    @Test
    void aThousandProblemsAreEnough() {
        EtcdFile file = EtcdFile.usual();
        for (int i = 0; i < 1500; i++) {
            file.record("key", new Revision(1000 + i, 0).toKey(), new byte[]{1});
        }
        assertThatThrownBy(() -> read(file.snapshot())).isInstanceOf(DamagedSnapshotException.class)
                .message()
                .hasLineCount(1 + 1000);
    }

    @Test
    void whatIsNoBboltFileHasNone() {
        assertThatThrownBy(() -> read(new byte[10_000])).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void itCanBeCancelled() throws IOException {
        Path path = EtcdFile.usual().writeTo(directory);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThatThrownBy(() -> StatusReader.read(path, cancellation.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
    }

    private SnapshotStatus read(byte[] bytes) throws IOException {
        return StatusReader.read(Files.write(directory.resolve("snapshot"), bytes), Progress.NONE);
    }
}
