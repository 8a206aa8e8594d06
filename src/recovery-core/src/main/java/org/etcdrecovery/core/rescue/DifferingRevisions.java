package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;

/** Finds the first revisions at which two databases differ. */
final class DifferingRevisions {
    private static final int MOST = 5;
    /** How many revisions are held at once. */
    private static final long WINDOW = 20_000;
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
            for (long start = from; start <= to && differences.size() < MOST; start += WINDOW) {
                long end = Math.min(to, start + WINDOW - 1);
                compare(read(one, start, end, progress), read(other, start, end, progress), differences);
            }
        }
        return differences;
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

    private static Map<Revision, Content> read(ByteSource source, long from, long to, Progress progress)
            throws IOException {
        Map<Revision, Content> found = new TreeMap<>();
        RevisionRange.read(source, from, to, (leaf, element, main, keyValue) -> {
            byte[] name = new byte[Math.min(LONGEST_KEY, keyValue.keyLength())];
            leaf.buffer().get(keyValue.keyStart(), name);
            found.put(new Revision(main, Revision.subOf(leaf.buffer(), leaf.keyStart(element))),
                    new Content(GoQuote.escape(name),
                            leaf.buffer().slice(leaf.valueStart(element), leaf.valueLength(element)).hashCode()));
        }, progress);
        return found;
    }

    /** A record, by its key and a hash of all of it. */
    private record Content(String key, int hash) {}
}
