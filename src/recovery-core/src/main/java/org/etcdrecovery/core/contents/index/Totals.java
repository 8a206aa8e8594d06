package org.etcdrecovery.core.contents.index;

/**
 * A number of keys and what they hold.
 *
 * @param keys  the number of keys
 * @param bytes the length of their keys and values in bytes
 */
public record Totals(long keys, long bytes) {
    /** No keys. */
    public static final Totals NONE = new Totals(0, 0);

    /** Both together. */
    public Totals plus(Totals other) {
        return new Totals(keys + other.keys, bytes + other.bytes);
    }

    /** What remains without a part of these keys. */
    public Totals minus(Totals part) {
        return new Totals(keys - part.keys, bytes - part.bytes);
    }
}
