package org.etcdrecovery.console.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

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
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (InputStream sample = Objects
                .requireNonNull(SampleSnapshot.class.getResourceAsStream("kubernetes.db"), "the sample")) {
            Files.copy(sample, part, StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
