package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a process on this host holds a lock on a file. A running server locks its database (bbolt: an exclusive
 * flock) and the segments of its WAL (a lock on the open file description); this program locks the files it is writing.
 * Java's own locks do not see all of these kinds, but Linux lists them in {@code /proc/locks}.
 *
 * @param state whether the lock is held
 * @param pid   the process that holds it; 0 if it is unknown or there is none
 */
public record ProcessLock(State state, long pid) {
    /** The state of the lock. */
    public enum State {
        /** A process holds it. */
        HELD,
        /** No process visible from here holds it. */
        FREE,
        /** This system does not show it. */
        UNKNOWN
    }

    private static final Path KERNEL_LIST = Path.of("/proc/locks");
    private static final ProcessLock FREE_LOCK = new ProcessLock(State.FREE, 0);
    private static final ProcessLock UNKNOWN_LOCK = new ProcessLock(State.UNKNOWN, 0);
    /**
     * {@code 1: FLOCK  ADVISORY  WRITE 872 fe:00:9987053 0 EOF}: process, device, inode. The device is not compared: on
     * overlay and btrfs it differs from the device of the file.
     */
    private static final Pattern EXCLUSIVE = Pattern.compile(
            "\\d+: (?:FLOCK|OFDLCK|POSIX) +\\S+ +WRITE (-?\\d+) [0-9a-f]+:[0-9a-f]+:(\\d+) .*");

    /** Looks for a lock on a file without opening the file. */
    public static ProcessLock on(Path file) {
        if (!Files.isReadable(KERNEL_LIST)) {
            return UNKNOWN_LOCK;
        }
        try {
            return among(Files.readAllLines(KERNEL_LIST), String.valueOf(Files.getAttribute(file, "unix:ino")));
        } catch (IOException | UnsupportedOperationException e) {
            return UNKNOWN_LOCK;
        }
    }

    private static ProcessLock among(List<String> locks, String inode) {
        for (String lock : locks) {
            Matcher matcher = EXCLUSIVE.matcher(lock);
            if (matcher.matches() && matcher.group(2).equals(inode)) {
                // For a process in another container, the number is 0 or -1.
                return new ProcessLock(State.HELD, Math.max(0, Long.parseLong(matcher.group(1))));
            }
        }
        return FREE_LOCK;
    }
}
