package org.etcdrecovery.core.rescue.replay;

import org.jspecify.annotations.Nullable;

/**
 * What a request names by a key and a range end: one key, or all keys from one up to another.
 *
 * @param from   the key, or the first one
 * @param single whether only this key is meant
 * @param end    the first key after the range; null if it has no end, and for a single key
 */
record KeySpan(Key from, boolean single, @Nullable Key end) {
    /** A single key. */
    static KeySpan of(Key key) {
        return new KeySpan(key, true, null);
    }

    /**
     * Reads a span as etcd does: without a range end it is one key, with a range end of one zero byte it has no end.
     */
    static KeySpan of(Key key, byte[] rangeEnd) {
        if (rangeEnd.length == 0) {
            return of(key);
        }
        boolean open = rangeEnd.length == 1 && rangeEnd[0] == 0;
        return new KeySpan(key, false, open ? null : Key.of(rangeEnd));
    }

    /** Whether no key can be in it. */
    boolean isEmpty() {
        return end != null && end.compareTo(from) <= 0;
    }

    boolean contains(Key key) {
        if (single) {
            return key.equals(from);
        }
        return key.compareTo(from) >= 0 && (end == null || key.compareTo(end) < 0);
    }
}
