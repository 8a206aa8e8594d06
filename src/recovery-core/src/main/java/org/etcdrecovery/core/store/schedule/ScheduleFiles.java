package org.etcdrecovery.core.store.schedule;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Directories;

/** Writes the files of a schedule. */
public final class ScheduleFiles {
    private ScheduleFiles() {}

    /**
     * Writes the files into a directory, which is created if it is missing.
     *
     * @return their paths
     * @throws java.nio.file.FileAlreadyExistsException if one of them exists; then none is written
     */
    public static List<Path> write(List<ScheduledFile> files, Path directory) throws IOException {
        Directories.createMissing(directory);
        List<Path> targets = new ArrayList<>();
        for (ScheduledFile file : files) {
            Path target = directory.toAbsolutePath().resolve(file.name());
            AtomicFile.checkTarget(target, false);
            targets.add(target);
        }
        for (int i = 0; i < files.size(); i++) {
            try (AtomicFile file = AtomicFile.fresh(targets.get(i))) {
                file.write(files.get(i).text());
                file.publish();
            }
        }
        return targets;
    }
}
