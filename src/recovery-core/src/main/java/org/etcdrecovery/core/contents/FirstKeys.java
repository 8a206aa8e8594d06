package org.etcdrecovery.core.contents;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.jspecify.annotations.Nullable;

/**
 * Collects the first keys in key order from keys that arrive in any order. Keeps at most as many rows as the limit and
 * as many bytes of keys as the budget, however large the file and its keys are. It never leaves a gap: it always drops
 * the last key, and from then on accepts no key after that one.
 */
final class FirstKeys implements KeyScan.Consumer {
    private static final Comparator<KeyRow> BY_KEY = Comparator.comparing(KeyRow::key, Arrays::compareUnsigned);

    private final LeaseFilter filter;
    private final int limit;
    private final long budget;
    private final PriorityQueue<KeyRow> lastKeyFirst = new PriorityQueue<>(BY_KEY.reversed());
    /** The smallest key that was dropped. */
    private byte @Nullable [] end;
    private long bytes;
    private long matches;

    FirstKeys(LeaseFilter filter, int limit, long budget) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit);
        }
        this.filter = filter;
        this.limit = limit;
        this.budget = budget;
    }

    @Override
    public void key(ByteBuffer buffer, KeyValueReader keyValue) {
        if (!filter.matches(keyValue)) {
            return;
        }
        matches++;
        if (end != null && compare(buffer, keyValue.keyStart(), keyValue.keyLength(), end) >= 0) {
            return;
        }
        KeyRow row = KeyRow.of(buffer, keyValue);
        lastKeyFirst.add(row);
        bytes += row.key().length;
        while (!lastKeyFirst.isEmpty() && (lastKeyFirst.size() > limit || bytes > budget)) {
            KeyRow last = lastKeyFirst.remove();
            bytes -= last.key().length;
            end = last.key();
        }
    }

    private static int compare(ByteBuffer buffer, int start, int length, byte[] key) {
        int common = Math.min(length, key.length);
        for (int i = 0; i < common; i++) {
            int difference = Byte.compareUnsigned(buffer.get(start + i), key[i]);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(length, key.length);
    }

    /** The rows in key order. */
    List<KeyRow> rows() {
        return lastKeyFirst.stream().sorted(BY_KEY).toList();
    }

    /** The number of matching keys, kept or not. */
    long matches() {
        return matches;
    }
}
