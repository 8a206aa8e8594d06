package org.etcdrecovery.console.text;

import java.nio.file.Path;

/** What to call a file where there is no space for its whole path. */
public final class FileNames {
    private static final Path DATABASE = Path.of("member", "snap", "db");

    private FileNames() {}

    /** Its name; for the database of a member, which is called {@code db} everywhere, from the data directory on. */
    public static String of(Path file) {
        int names = file.getNameCount();
        return file.endsWith(DATABASE) && names > DATABASE.getNameCount()
                ? file.subpath(names - DATABASE.getNameCount() - 1, names).toString()
                : String.valueOf(file.getFileName());
    }
}
