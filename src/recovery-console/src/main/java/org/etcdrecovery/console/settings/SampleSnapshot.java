package org.etcdrecovery.console.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;

/** The snapshot that comes along, so that the whole way can be walked without a cluster. */
public final class SampleSnapshot {
    private SampleSnapshot() {}

    /**
     * Unpacks it, afresh each time: somebody may have tried something on it.
     *
     * @param file where to
     * @throws IOException when it cannot be written
     */
    public static Path unpack(Path file) throws IOException {
        Directories.createMissing(Directories.parentOf(file));
        try (InputStream sample = Objects
                .requireNonNull(SampleSnapshot.class.getResourceAsStream("kubernetes.db"), "the sample");
                AtomicFile unpacked = AtomicFile.replacing(file)) {
            unpacked.write(ByteBuffer.wrap(sample.readAllBytes()));
            unpacked.publish();
        }
        return file;
    }
}
