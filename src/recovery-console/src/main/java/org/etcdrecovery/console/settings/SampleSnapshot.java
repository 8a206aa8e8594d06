package org.etcdrecovery.console.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;

/** The bundled sample snapshot, for trying the whole recovery without a cluster. */
public final class SampleSnapshot {
    private SampleSnapshot() {}

    /**
     * Unpacks the sample, replacing an earlier copy, which may have been changed.
     *
     * @param file the file to write
     * @throws IOException if it cannot be written
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
