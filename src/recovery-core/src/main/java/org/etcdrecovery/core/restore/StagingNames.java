package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The names of what is not finished: the name of the destination, {@code .restoring-}, and eight hex digits that differ
 * from run to run. Whoever finds one knows what it is and that it may be removed.
 */
final class StagingNames {
    static final String INFIX = ".restoring-";
    /**
     * Stands in a separate WAL directory until its data directory is in place, and names that. etcd passes over it. A
     * WAL directory that holds it while the data directory is missing is left over as a whole.
     */
    static final String WAL_MARK = "wal" + INFIX + "waits-for-data-directory";

    private static final int RANDOM_BYTES = 4;

    private final String suffix;

    StagingNames() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        suffix = INFIX + HexFormat.of().formatHex(random);
    }

    /** Where something with a destination is made. */
    Path besides(Path destination) {
        return destination.resolveSibling(destination.getFileName() + suffix);
    }

    /** Whether a path has the name of something that a restore did not finish. */
    static boolean isLeftover(Path path) {
        return path.getFileName().toString().contains(INFIX);
    }
}
