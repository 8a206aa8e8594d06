package org.etcdrecovery.core.edit;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;

/** Counts keys by the first two parts of their names. */
final class SubtreeTable {
    /** A hostile file may have a subtree for each key. */
    private static final int MOST = 200;
    private static final int LONGEST_PREFIX = 128;
    private static final int PARTS = 2;

    private final Map<String, long[]> counts = new HashMap<>();

    /** Counts a key that was written since. */
    void taken(ByteBuffer buffer, KeyValueReader keyValue) {
        count(buffer, keyValue, 0);
    }

    /** Counts a key that goes back to an earlier state. */
    void back(ByteBuffer buffer, KeyValueReader keyValue) {
        count(buffer, keyValue, 2);
    }

    private void count(ByteBuffer buffer, KeyValueReader keyValue, int at) {
        if (keyValue.keyLength() == 0) {
            // The record of a bump.
            return;
        }
        String prefix = prefix(buffer, keyValue.keyStart(), keyValue.keyLength());
        long[] found = counts.get(counts.size() < MOST || counts.containsKey(prefix) ? prefix : "");
        if (found == null) {
            found = new long[4];
            counts.put(counts.size() < MOST ? prefix : "", found);
        }
        found[at]++;
        found[at + 1] += (long) keyValue.keyLength() + keyValue.valueLength();
    }

    /** Up to the second slash after the first character; up to the first one if there is no second. */
    private static String prefix(ByteBuffer buffer, int start, int length) {
        int end = 0;
        int slashes = 0;
        for (int i = 1; i < Math.min(length, LONGEST_PREFIX) && slashes < PARTS; i++) {
            if (buffer.get(start + i) == '/') {
                end = i + 1;
                slashes++;
            }
        }
        byte[] prefix = new byte[end];
        buffer.get(start, prefix);
        return GoQuote.escape(prefix);
    }

    /** The largest first. */
    List<Subtree> sorted() {
        return counts.entrySet()
                .stream()
                .map(entry -> new Subtree(entry.getKey(), entry.getValue()[0], entry.getValue()[1],
                        entry.getValue()[2], entry.getValue()[3]))
                .sorted(Comparator.comparingLong((Subtree tree) -> tree.takenBytes() + tree.backBytes())
                        .reversed()
                        .thenComparing(Subtree::prefix))
                .toList();
    }
}
