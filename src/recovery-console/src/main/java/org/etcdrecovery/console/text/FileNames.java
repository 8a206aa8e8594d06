package org.etcdrecovery.console.text;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** What to call a file where there is no space for its whole path. */
public final class FileNames {
    private static final Path DATABASE = Path.of("member", "snap", "db");

    private FileNames() {}

    /** The name of a file, and before it that of the snapshot in it if it is an archive. */
    public static String of(Path file, Optional<String> entry) {
        return entry.map(name -> Texts.of("shell").get("file.entry", name, of(file))).orElseGet(() -> of(file));
    }

    /** Its name; for the database of a member, which is called {@code db} everywhere, from the data directory on. */
    public static String of(Path file) {
        int names = file.getNameCount();
        return file.endsWith(DATABASE) && names > DATABASE.getNameCount()
                ? file.subpath(names - DATABASE.getNameCount() - 1, names).toString()
                : String.valueOf(file.getFileName());
    }

    /** Whether a text can be the path of a file here: without a zero byte, and in the characters of the locale. */
    public static boolean isPath(String text) {
        try {
            var _ = Path.of(text);
            return true;
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
