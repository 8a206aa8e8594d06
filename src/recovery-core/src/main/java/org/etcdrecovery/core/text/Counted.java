package org.etcdrecovery.core.text;

/** Writes a number with what it counts, in the singular or the plural. */
public final class Counted {
    private Counted() {}

    /** Such as {@code 1 key} and {@code 2 keys}: the plural takes an s. */
    public static String of(long count, String singular) {
        return of(count, singular, singular + "s");
    }

    /** Such as {@code 1 entry} and {@code 2 entries}. */
    public static String of(long count, String singular, String plural) {
        return count + " " + (count == 1 ? singular : plural);
    }
}
