package org.etcdrecovery.core.restore;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of staged files and directories: the name of the destination, {@code .restoring-}, and eight hex digits,
 * which are the same for everything that a run stages and differ between runs. {@link StagingRecord} keeps a record
 * next to each.
 */
final class StagingNames {
    private static final String INFIX = ".restoring-";
    private static final Pattern NAME = Pattern.compile("(.+)(\\.restoring-[0-9a-f]{8})(\\..+)?");
    private static final int RANDOM_BYTES = 4;

    private final String suffix;

    /** Creates names that no run has used. */
    StagingNames() {
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        suffix = INFIX + HexFormat.of().formatHex(random);
    }

    private StagingNames(String suffix) {
        this.suffix = suffix;
    }

    /** The names used by the run that left a path; empty if no restore left it. */
    static Optional<StagingNames> of(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(new StagingNames(matcher.group(2))) : Optional.empty();
    }

    /** The destination that a staged path or a record of it belongs to. */
    static Optional<Path> destination(Path path) {
        Matcher matcher = NAME.matcher(path.getFileName().toString());
        return matcher.matches() ? Optional.of(path.resolveSibling(matcher.group(1))) : Optional.empty();
    }

    /** The path where something with this destination is staged. */
    Path stagedPath(Path destination) {
        return destination.resolveSibling(destination.getFileName() + suffix);
    }

    /** The suffix that identifies the run. */
    @Override
    public String toString() {
        return suffix;
    }

    /** Whether a path has a name that restores use for staging. */
    static boolean isStaging(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches();
    }
}
