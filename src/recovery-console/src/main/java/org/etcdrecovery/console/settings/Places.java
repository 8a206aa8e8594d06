package org.etcdrecovery.console.settings;

import dev.dirs.ProjectDirectories;
import java.nio.file.Path;

/**
 * Where this platform keeps things of a program for a user.
 *
 * @param settings the file with the settings
 * @param logs     the directory of the log
 * @param sample   where the sample snapshot is unpacked
 */
public record Places(Path settings, Path logs, Path sample) {
    private static final String SAMPLE = "sample.db";

    /** Where it keeps ours; {@code RECOVERY_CONSOLE_HOME} names another place, for those who carry it on a stick. */
    public static Places find() {
        String home = System.getenv("RECOVERY_CONSOLE_HOME");
        if (home != null && !home.isEmpty()) {
            return in(Path.of(home));
        }
        ProjectDirectories ours = ProjectDirectories.from("org", "etcdrecovery", "Recovery Console for etcd");
        return new Places(Path.of(ours.configDir, "settings.json"), Path.of(ours.dataLocalDir, "logs"),
                Path.of(ours.dataLocalDir, SAMPLE));
    }

    /** All of it in one directory. */
    public static Places in(Path directory) {
        return new Places(directory.resolve("settings.json"), directory.resolve("logs"), directory.resolve(SAMPLE));
    }
}
