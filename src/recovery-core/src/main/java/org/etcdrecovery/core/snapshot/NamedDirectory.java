package org.etcdrecovery.core.snapshot;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.packed.DatabaseHead;
import org.etcdrecovery.core.packed.Unpacker;
import org.etcdrecovery.core.text.Shown;

/** Says what to name instead of a directory, which an operator took for a snapshot. */
final class NamedDirectory {
    private static final int MOST_READ = 200;
    private static final int MOST_NAMED = 5;

    private NamedDirectory() {}

    /** The reason why a directory cannot be opened, with the snapshots in it, newest first. */
    static FileNotFoundException refusal(Path directory) {
        if (Files.isDirectory(directory.resolve("member"))) {
            return new FileNotFoundException(
                    directory + " is an etcd data directory, not a snapshot: rescue it, which reads its log too");
        }
        List<String> snapshots = snapshots(directory);
        return new FileNotFoundException(directory + " is a directory, not a file" + (snapshots.isEmpty()
                ? ""
                : "; name one in it that can be a snapshot, newest first: " + String.join(", ", snapshots)));
    }

    private static List<String> snapshots(Path directory) {
        List<Dated> files = new ArrayList<>();
        try {
            for (Path file : Directories.list(directory)) {
                if (Files.isRegularFile(file)) {
                    files.add(new Dated(file, Files.getLastModifiedTime(file)));
                }
            }
        } catch (IOException e) {
            // What could be listed helps all the same.
        }
        List<String> names = files.stream()
                .sorted(Comparator.comparing(Dated::time).reversed())
                .limit(MOST_READ)
                .map(Dated::file)
                .filter(NamedDirectory::canBeSnapshot)
                .limit(MOST_NAMED + 1L)
                .map(file -> "“" + Shown.name(file.getFileName().toString()) + "”")
                .toList();
        return names.size() > MOST_NAMED
                ? Stream.concat(names.stream().limit(MOST_NAMED), Stream.of("and others")).toList()
                : names;
    }

    private static boolean canBeSnapshot(Path file) {
        try (ByteSource source = ByteSource.open(file)) {
            byte[] head = new byte[(int) Math.min(DatabaseHead.LENGTH, source.size())];
            source.read(0, ByteBuffer.wrap(head));
            return DatabaseHead.isIn(head) || Unpacker.packing(source).isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** A file and when it was last written. */
    private record Dated(Path file, FileTime time) {}
}
