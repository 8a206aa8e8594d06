package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of what is not finished: the name of the destination, {@code .restoring-}, and eight hex digits that differ
 * from run to run and are the same for all that a run makes. Beside it {@link StagingRecord} keeps what is known of it.
 */
final class StagingNames {
    private static final String INFIX = ".restoring-";
    private static final Pattern NAME = Pattern.compile("(.+)(\\.restoring-[0-9a-f]{8})(\\..+)?");
    private static final int RANDOM_BYTES = 4;

    private final String suffix;

    /** Names that no run has used. */
    StagingNames() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        suffix = INFIX + HexFormat.of().formatHex(random);
    }

    private StagingNames(String suffix) {
        this.suffix = suffix;
    }

    /** The names that the run used which left a path; empty for a path that is not a restore's. */
    static Optional<StagingNames> of(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(new StagingNames(matcher.group(2))) : Optional.empty();
    }

    /** Where something is to go that a path belongs to. */
    static Optional<Path> destination(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(path.resolveSibling(matcher.group(1))) : Optional.empty();
    }

    /** Where something with a destination is made. */
    Path besides(Path destination) {
        return destination.resolveSibling(destination.getFileName() + suffix);
    }

    /** What tells the run from others. */
    @Override
    public String toString() {
        return suffix;
    }

    /** Whether a path has the name of something that a restore did not finish. */
    static boolean isStaging(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }
}
