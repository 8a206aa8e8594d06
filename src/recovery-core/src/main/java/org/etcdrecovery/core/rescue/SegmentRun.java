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
 * The segments of a log that have to be read.
 *
 * @param files   without a gap, in their order
 * @param missing the name of the segment behind the last of them that is followed by others but missing itself
 */
record SegmentRun(List<Path> files, Optional<String> missing) {
    /**
     * The segments of a directory from the one that holds an entry on.
     *
     * @param index of the entry; where no segment reaches back to it, the run begins with the oldest
     * @return no files when there are no segments
     */
    static SegmentRun from(Path directory, long index) throws IOException {
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

    /** The last one that begins at the index or before. */
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
