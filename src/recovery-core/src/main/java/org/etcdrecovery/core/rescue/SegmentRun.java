package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.wal.SegmentName;

/**
 * The consecutive segments of a log that have to be read.
 *
 * @param files   in order, without a gap
 * @param missing the missing segment after the last of them; empty if the run reaches the end of the log
 */
public record SegmentRun(List<Path> files, Optional<String> missing) {
    /**
     * Finds the segments of a directory, starting with the one that holds an entry.
     *
     * @param index the index of that entry; if it is older than all segments, the run begins with the oldest
     * @return an empty run if there are no segments
     */
    public static SegmentRun from(Path directory, long index) throws IOException {
        Map<SegmentName, Path> all = new TreeMap<>();
        for (Path file : Directories.list(directory)) {
            SegmentName.parse(String.valueOf(file.getFileName())).ifPresent(name -> all.put(name, file));
        }
        List<SegmentName> names = List.copyOf(all.keySet());
        List<Path> files = new ArrayList<>();
        for (int i = firstFor(names, index); i < names.size(); i++) {
            if (!files.isEmpty() && names.get(i).sequence() != names.get(i - 1).sequence() + 1) {
                return new SegmentRun(files, Optional.of("number " + (names.get(i - 1).sequence() + 1)));
            }
            files.add(all.get(names.get(i)));
        }
        return new SegmentRun(files, Optional.empty());
    }

    /** The position of the last segment that begins at or before the index. */
    private static int firstFor(List<SegmentName> names, long index) {
        int first = 0;
        for (int i = 0; i < names.size(); i++) {
            if (Long.compareUnsigned(names.get(i).index(), index) <= 0) {
                first = i;
            }
        }
        return first;
    }
}
