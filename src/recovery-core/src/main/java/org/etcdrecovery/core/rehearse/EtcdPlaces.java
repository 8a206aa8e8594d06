package org.etcdrecovery.core.rehearse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.keyspace.EtcdRelease;

/**
 * Where an etcd may be: in {@code PATH}, and where {@code packaging/etcd/judges} puts those that this project's tests run
 * against.
 */
final class EtcdPlaces {
    private static final String PROGRAM = "etcd";

    private EtcdPlaces() {}

    /** Every program named etcd there, the most likely first. */
    static List<Path> programs(EtcdRelease target, Map<String, String> environment) {
        Set<Path> programs = new LinkedHashSet<>();
        for (String directory : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            add(directory, programs);
        }
        add(environment.getOrDefault("ETCD_" + target.toString().replace('.', '_'), ""), programs);
        for (Path directory : judges(environment)) {
            add(directory.toString(), programs);
        }
        return List.copyOf(programs);
    }

    /** A relative directory is left out: what it means depends on where this program happens to run. */
    private static void add(String directory, Set<Path> programs) {
        try {
            Path program = Path.of(directory).resolve(PROGRAM);
            if (program.isAbsolute() && Files.isRegularFile(program) && Files.isExecutable(program)) {
                programs.add(program);
            }
        } catch (InvalidPathException e) {
            // No directory has this name.
        }
    }

    private static List<Path> judges(Map<String, String> environment) {
        Path cache;
        if (!environment.getOrDefault("RECOVERY_CONSOLE_CACHE", "").isEmpty()) {
            cache = Path.of(environment.get("RECOVERY_CONSOLE_CACHE"));
        } else if (!environment.getOrDefault("XDG_CACHE_HOME", "").isEmpty()) {
            cache = Path.of(environment.get("XDG_CACHE_HOME"), "recovery-console-for-etcd");
        } else {
            cache = Path.of(environment.getOrDefault("HOME", ""), ".cache", "recovery-console-for-etcd");
        }
        try {
            return new ArrayList<>(Directories.list(cache.resolve(PROGRAM))).reversed();
        } catch (IOException e) {
            return List.of();
        }
    }
}
