package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a process on this host holds a file. A server holds its database (bbolt: an exclusive flock) and the segments
 * of its log (a lock on the open file description) as long as it runs; this program holds what it is writing. Java's own
 * locks do not see all of these kinds; Linux lists them in {@code /proc/locks}.
 *
 * @param state what is seen
 * @param pid   the process that holds it; 0 when it is not known or none does
 */
public record ProcessLock(State state, long pid) {
    /** What can be said of the lock. */
    public enum State {
        /** A process holds it. */
        HELD,
        /** None does that can be seen from here. */
        FREE,
        /** It cannot be told on this system. */
        UNKNOWN
    }

    private static final Path KERNEL_LIST = Path.of("/proc/locks");
    private static final ProcessLock NONE_SEEN = new ProcessLock(State.FREE, 0);
    private static final ProcessLock NOT_TOLD = new ProcessLock(State.UNKNOWN, 0);
    /**
     * {@code 1: FLOCK  ADVISORY  WRITE 872 fe:00:9987053 0 EOF}: process, device, inode. The device is not compared:
     * on overlay and btrfs it is another one than that of the file.
     */
    private static final Pattern EXCLUSIVE = Pattern.compile(
            "\\d+: (?:FLOCK|OFDLCK|POSIX) +\\S+ +WRITE (-?\\d+) [0-9a-f]+:[0-9a-f]+:(\\d+) .*");

    /** Looks for the lock on a file, without opening it. */
    public static ProcessLock on(Path file) {
        if (!Files.isReadable(KERNEL_LIST)) {
            return NOT_TOLD;
        }
        try {
            return among(Files.readAllLines(KERNEL_LIST), String.valueOf(Files.getAttribute(file, "unix:ino")));
        } catch (IOException | UnsupportedOperationException e) {
            return NOT_TOLD;
        }
    }

    private static ProcessLock among(List<String> locks, String inode) {
        for (String lock : locks) {
            Matcher matcher = EXCLUSIVE.matcher(lock);
            if (matcher.matches() && matcher.group(2).equals(inode)) {
                // Of a process in another container the number is 0 or -1.
                return new ProcessLock(State.HELD, Math.max(0, Long.parseLong(matcher.group(1))));
            }
        }
        return NONE_SEEN;
    }
}
