package org.etcdrecovery.core.handover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.files.AtomicFile;
import org.etcdrecovery.core.files.Permissions;

/** Saves the scripts and notes for the hosts of the members together: either all of them or none. */
public final class HandOverFiles {
    private HandOverFiles() {}

    /**
     * A file to save.
     *
     * @param name   the file name, without a directory
     * @param text   the content
     * @param script whether it must be executable
     */
    public record HandOverFile(String name, String text, boolean script) {}

    /**
     * Saves files that only their owner can access; scripts are executable.
     *
     * @return the paths of the files, in the same order
     * @throws java.nio.file.FileAlreadyExistsException if one of the names is taken; nothing is saved
     * @throws IOException                              if they cannot be written; those already written are removed
     */
    public static List<Path> save(Path directory, List<HandOverFile> files) throws IOException {
        List<AtomicFile> begun = new ArrayList<>();
        try {
            for (HandOverFile file : files) {
                AtomicFile written = begin(directory.resolve(file.name()), file.script());
                begun.add(written);
                written.write(file.text());
            }
            publish(begun);
        } finally {
            close(begun);
        }
        return files.stream().map(file -> directory.resolve(file.name())).toList();
    }

    private static AtomicFile begin(Path path, boolean script) throws IOException {
        return script ? AtomicFile.fresh(path, Permissions.of(path, "rwx------")) : AtomicFile.fresh(path);
    }

    private static void publish(List<AtomicFile> files) throws IOException {
        try {
            for (AtomicFile file : files) {
                file.publish();
            }
        } catch (IOException | RuntimeException e) {
            files.forEach(file -> file.withdraw(e));
            throw e;
        }
    }

    private static void close(List<AtomicFile> files) throws IOException {
        IOException failed = null;
        for (AtomicFile file : files) {
            try {
                file.close();
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
