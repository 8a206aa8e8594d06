package org.etcdrecovery.console.settings;

import dev.dirs.ProjectDirectories;
import java.nio.file.Path;

/**
 * Where the console keeps its files on this platform.
 *
 * @param settings the settings file
 * @param logs     the directory of the logs
 * @param sample   where the sample snapshot is unpacked
 */
public record Places(Path settings, Path logs, Path sample) {
    private static final String SAMPLE = "sample.db";

    /** The platform's usual places, or those below {@code RECOVERY_CONSOLE_HOME}, for use from a USB stick. */
    public static Places find() {
        String home = System.getenv("RECOVERY_CONSOLE_HOME");
        if (home != null && !home.isEmpty()) {
            return in(Path.of(home));
        }
        ProjectDirectories ours = ProjectDirectories.from("org", "etcdrecovery", "Recovery Console for etcd");
        return new Places(Path.of(ours.configDir, "settings.json"), Path.of(ours.dataLocalDir, "logs"),
                Path.of(ours.dataLocalDir, SAMPLE));
    }

    /** The file that a running console locks. */
    public Path lock() {
        return settings.resolveSibling("console.lock");
    }

    /** All places below one directory. */
    public static Places in(Path directory) {
        return new Places(directory.resolve("settings.json"), directory.resolve("logs"), directory.resolve(SAMPLE));
    }
}
