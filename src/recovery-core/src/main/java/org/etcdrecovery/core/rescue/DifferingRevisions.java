package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first revisions at which two databases differ. It walks the records that exist, as their numbers may jump by a
 * billion or more after a restore, and holds only a part of them, as one revision may have millions.
 */
final class DifferingRevisions {
    private static final int MOST = 5;
    /** How many records of each database are held at once. */
    static final int PART = 20_000;
    private static final int LONGEST_KEY = 80;

    private DifferingRevisions() {}

    /**
     * Compares the records of a range of revisions that neither database has compacted.
     *
     * @return the first differences, each as {@code revision 12: "key"}; empty if the difference lies before the range
     */
    static List<String> between(Path a, Path b, long from, long to, Progress progress) throws IOException {
        List<String> differences = new ArrayList<>();
        try (ByteSource one = ByteSource.open(a);
                ByteSource other = ByteSource.open(b)) {
            Revision start = from <= to ? new Revision(from, 0) : null;
            while (start != null && differences.size() < MOST) {
                NavigableMap<Revision, Content> some = read(one, start, to, progress);
                NavigableMap<Revision, Content> others = read(other, start, to, progress);
                Revision end = earlier(end(some), end(others));
                compare(upTo(end, some), upTo(end, others), differences);
                start = end == null ? null : after(end);
            }
        }
        return differences;
    }

    /** The last revision of a part that may not be the last one; null if no more follow. */
    private static @Nullable Revision end(NavigableMap<Revision, Content> part) {
        return part.size() < PART ? null : part.lastKey();
    }

    private static @Nullable Revision earlier(@Nullable Revision a, @Nullable Revision b) {
        return a == null || (b != null && b.compareTo(a) < 0) ? b : a;
    }

    private static Map<Revision, Content> upTo(@Nullable Revision end, NavigableMap<Revision, Content> part) {
        return end == null ? part : part.headMap(end, true);
    }

    private static @Nullable Revision after(Revision revision) {
        if (revision.sub() < Long.MAX_VALUE) {
            return new Revision(revision.main(), revision.sub() + 1);
        }
        return revision.main() < Long.MAX_VALUE ? new Revision(revision.main() + 1, 0) : null;
    }

    private static void compare(Map<Revision, Content> a, Map<Revision, Content> b, List<String> differences) {
        Map<Revision, Content> all = new TreeMap<>(a);
        all.putAll(b);
        all.forEach((revision, content) -> {
            boolean same = content.equals(a.get(revision)) && content.equals(b.get(revision));
            if (!same && differences.size() < MOST) {
                differences.add("revision " + revision.main() + ": \"" + content.key() + "\"");
            }
        });
    }

    private static NavigableMap<Revision, Content> read(ByteSource source, Revision start, long to, Progress progress)
            throws IOException {
        NavigableMap<Revision, Content> found = new TreeMap<>();
        RevisionRange.read(source, start, to, (leaf, element, revision, keyValue) -> {
            byte[] name = new byte[Math.min(LONGEST_KEY, keyValue.keyLength())];
            leaf.buffer().get(keyValue.keyStart(), name);
            found.put(revision, new Content(GoQuote.escape(name),
                    leaf.buffer().slice(leaf.valueStart(element), leaf.valueLength(element)).hashCode()));
            return found.size() < PART;
        }, progress);
        return found;
    }

    /** A record, by its key and a hash of all of it. */
    private record Content(String key, int hash) {}
}
