package org.etcdrecovery.console.explorer.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * One of two files to compare.
 *
 * @param name  its name
 * @param index its keys, if another page has read them
 */
public record ComparedFile(SnapshotName name, Optional<KeyIndex> index) {
    /**
     * A file that was read.
     *
     * @param name    its name
     * @param index   its keys
     * @param written when it was last written
     */
    record Read(SnapshotName name, KeyIndex index, Instant written) {}

    /** A file of which nothing is known. */
    public static ComparedFile of(SnapshotName file) {
        return new ComparedFile(file, Optional.empty());
    }

    /** Reads the file, unless its keys are known. Not for the FX thread. */
    Read read(SnapshotOpener opener, Progress progress) throws IOException {
        return new Read(name, index.isPresent() ? index.get() : KeyIndex.read(opener, name, progress),
                written(opener, progress));
    }

    private Instant written(SnapshotOpener opener, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return Files.getLastModifiedTime(file.path()).toInstant();
        }
    }
}
