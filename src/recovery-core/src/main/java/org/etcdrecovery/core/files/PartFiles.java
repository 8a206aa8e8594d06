package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** The names of unfinished files, {@code NAME.XXXXXXXX.part}, and the ones that a killed process left behind. */
public final class PartFiles {
    private static final Pattern SUFFIX = Pattern.compile("\\.[0-9a-f]{8}\\.part");
    private static final int RANDOM_BYTES = 4;
    /**
     * The most bytes of the target's name in a part's name: with the suffix it must fit into the 255 bytes that file
     * systems allow.
     */
    private static final int MAX_NAME_BYTES = 240;
    private static final SecureRandom RANDOM = new SecureRandom();

    private PartFiles() {}

    static Path newName(Path target) {
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        return target.resolveSibling(base(target) + '.' + HexFormat.of().formatHex(random) + ".part");
    }

    /** Locks a file as long as its channel is open, if the file system supports locks. */
    static void lock(FileChannel channel) {
        try {
            channel.tryLock();
        } catch (IOException | OverlappingFileLockException e) {
            // The lock only helps to recognise the file after a crash.
        }
    }

    /**
     * The parts of a file that no process on this host is writing any more. Empty if locks cannot be seen: a part that
     * may still be in use must not be reported as abandoned.
     */
    public static List<Path> abandoned(Path target) throws IOException {
        String base = base(target.toAbsolutePath());
        return Directories.list(Directories.parentOf(target))
                .stream()
                .filter(path -> isPart(path, base))
                .filter(path -> ProcessLock.on(path).state() == ProcessLock.State.FREE)
                .toList();
    }

    private static boolean isPart(Path path, String base) {
        String name = path.getFileName().toString();
        return name.startsWith(base) && SUFFIX.matcher(name.substring(base.length())).matches();
    }

    private static String base(Path target) {
        String name = String.valueOf(target.getFileName());
        int end = 0;
        int bytes = 0;
        while (end < name.length()) {
            int next = name.offsetByCodePoints(end, 1);
            bytes += name.substring(end, next).getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MAX_NAME_BYTES) {
                break;
            }
            end = next;
        }
        return name.substring(0, end);
    }
}
