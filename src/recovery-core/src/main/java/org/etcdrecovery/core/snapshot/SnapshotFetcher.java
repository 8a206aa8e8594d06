package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;

/** Brings snapshots that are not on this machine into scratch. It knows the secrets that their addresses leave out. */
@FunctionalInterface
public interface SnapshotFetcher {
    /**
     * Fetches a file, and what lies beside it and tells about it.
     *
     * @param address the address as {@link SnapshotName#address} has it
     * @param into    where to write
     * @return the complete file, below that directory
     * @throws IOException                                if it cannot be fetched
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    Path fetch(String address, ScratchDirectory into, Progress progress) throws IOException;
}
