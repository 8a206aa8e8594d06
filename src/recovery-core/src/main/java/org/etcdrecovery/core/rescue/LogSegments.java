package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.wal.SegmentName;

/**
 * The segments in a WAL directory.
 *
 * @param files  all of them in order
 * @param broken the copy of the last one that a server made before it cut a record off; empty if there is none. It may
 *               hold more than the segment
 */
public record LogSegments(List<Path> files, Optional<Path> broken) {
    private static final String BROKEN = ".broken";

    static LogSegments in(Path directory) throws IOException {
        Map<SegmentName, Path> segments = new TreeMap<>();
        List<Path> all = Directories.list(directory);
        for (Path file : all) {
            SegmentName.parse(name(file)).ifPresent(name -> segments.put(name, file));
        }
        List<Path> files = List.copyOf(segments.values());
        Optional<Path> broken = files.isEmpty()
                ? Optional.empty()
                : all.stream()
                        .filter(file -> name(file).equals(name(files.getLast()) + BROKEN) && Files.isRegularFile(file))
                        .findFirst();
        return new LogSegments(files, broken);
    }

    /** The same log with that copy in place of its last segment. */
    List<Path> withBroken(Path copy) {
        List<Path> other = new ArrayList<>(files.subList(0, files.size() - 1));
        other.add(copy);
        return other;
    }

    /** The name by which a file counts: that of the segment of which it is a copy. */
    public static String segmentName(Path file) {
        String name = file.toString();
        return name.endsWith(BROKEN) ? name.substring(0, name.length() - BROKEN.length()) : name;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
