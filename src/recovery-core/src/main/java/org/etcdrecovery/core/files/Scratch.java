package org.etcdrecovery.core.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.ScratchException.Reason;
import org.etcdrecovery.core.text.ErrorMessages;

/**
 * The directory below which temporary files are kept, each in a {@link ScratchDirectory} of its own. Its names are the
 * register of what this program created there: {@link #sweep} removes the directories that a killed process left behind
 * and touches nothing else.
 */
public final class Scratch {
    /** The environment variable that names another directory. */
    public static final String VARIABLE = "RECOVERY_SCRATCH";

    static final String PREFIX = "etcd-recovery-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "[0-9a-f]{16}");
    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs");
    /** On Linux it belongs to the user who runs this process, who need not have a name. */
    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final String OTHER = ", or name another with --scratch DIR or " + VARIABLE;
    private static final int RANDOM_BYTES = 8;
    private static final int ATTEMPTS = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path base;
    private final boolean named;

    private Scratch(Path base, boolean named) {
        this.base = base.toAbsolutePath().normalize();
        this.named = named;
    }

    /** A directory that the operator named. */
    public static Scratch in(Path directory) {
        return new Scratch(directory, true);
    }

    /**
     * The directory that the environment names. Otherwise it is {@code /var/tmp}, which unlike {@code /tmp} is meant for
     * large files; on a system without it, it is Java's temporary directory.
     */
    public static Scratch of(Map<String, String> environment) {
        String variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isEmpty()) {
            return in(Path.of(variable));
        }
        Path usual = Path.of("/var/tmp");
        return unnamed(Files.isDirectory(usual) ? usual : Path.of(System.getProperty("java.io.tmpdir", "")));
    }

    /** A directory that the operator did not name. */
    static Scratch unnamed(Path directory) {
        return new Scratch(directory, false);
    }

    /** The directory below which all temporary files are. */
    public Path base() {
        return base;
    }

    /**
     * Creates a directory for temporary files that only its owner can enter.
     *
     * @throws ScratchException if the base does not exist, cannot be written, or is in memory and was not named by the
     *                          operator
     * @throws IOException      if other processes took every name that was tried
     */
    public ScratchDirectory create() throws IOException {
        check();
        for (int attempt = 1;; attempt++) {
            byte[] random = new byte[RANDOM_BYTES];
            RANDOM.nextBytes(random);
            Path directory = base.resolve(PREFIX + HexFormat.of().formatHex(random));
            try {
                return create(directory);
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                // Another process that sweeps at this moment took the new directory for an abandoned one.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ScratchDirectory create(Path directory) throws IOException {
        try {
            Directories.create(directory);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw unusable(e);
        }
        try {
            return ScratchDirectory.own(directory);
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            try {
                // No sweep would: it does not say yet that this program made it.
                Directories.deleteTree(directory);
            } catch (IOException another) {
                e.addSuppressed(another);
            }
            throw unusable(e);
        }
    }

    private ScratchException unusable(IOException e) {
        String reason = switch (e) {
            case AccessDeniedException _ -> "this user may not";
            case FileSystemException failed -> ErrorMessages.reason(failed.getReason());
            default -> ErrorMessages.reason(e.getMessage());
        };
        return new ScratchException(Reason.UNUSABLE,
                "nothing can be written to the scratch directory " + base + ": " + reason + OTHER, e);
    }

    private void check() throws IOException {
        if (!Files.isDirectory(base)) {
            throw new ScratchException(Reason.UNUSABLE, "the scratch directory " + base
                    + (Files.exists(base) ? " is " + FileKind.ofTarget(base).words() : " does not exist: create it")
                    + OTHER);
        }
        if (!named && Disk.of(base).type().filter(IN_MEMORY::contains).isPresent()) {
            throw new ScratchException(Reason.UNUSABLE,
                    base + " is in memory, where an unpacked snapshot could take all"
                            + " of it: name a directory on a disk with --scratch DIR or " + VARIABLE);
        }
    }

    /**
     * Removes what killed processes left behind: directories with such a name that belong to this user, say that this
     * program made them or were about to, and that no process has locked. Problems are ignored, because they concern
     * earlier runs only.
     */
    public void sweep() {
        List<Path> entries;
        try {
            entries = Directories.list(base);
        } catch (IOException e) {
            // The run that needs the directory reports what is wrong with it.
            return;
        }
        for (Path directory : entries) {
            try {
                if (NAME.matcher(directory.getFileName().toString()).matches() && isOurs(directory)) {
                    ScratchDirectory.removeAbandoned(directory);
                }
            } catch (IOException e) {
                // It must not keep the others from being removed.
            }
        }
    }

    /** Whether this user owns a directory. In a shared one such as {@code /var/tmp}, anyone can create such a name. */
    private static boolean isOurs(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (!Permissions.isPosix(directory)) {
            return true;
        }
        return Files.exists(OWN_PROCESS)
                ? Files.getAttribute(OWN_PROCESS, "unix:uid")
                        .equals(Files.getAttribute(directory, "unix:uid", LinkOption.NOFOLLOW_LINKS))
                : Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .equals(System.getProperty("user.name"));
    }
}
