package org.etcdrecovery.core.packed;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.finding.Finding;

/**
 * The snapshot out of a packed file, until it is closed.
 *
 * @param packed  what the packed file is
 * @param refusal why no snapshot was taken out of it; empty if one was
 * @param scratch the directory of the unpacked snapshot
 * @param file    the unpacked snapshot; it exists only if nothing was refused
 */
public record Unpacked(Packed packed, Optional<Finding> refusal, ScratchDirectory scratch, Path file)
        implements
            Closeable {
    /** Removes the unpacked snapshot. */
    @Override
    public void close() throws IOException {
        scratch.close();
    }
}
