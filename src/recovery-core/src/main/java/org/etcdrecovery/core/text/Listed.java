package org.etcdrecovery.core.text;

import java.util.List;

/** Joins names as a sentence does. */
public final class Listed {
    private Listed() {}

    /** Such as {@code m1}, {@code m1 and m2}, and {@code m1, m2 and m3}; empty if there are no names. */
    public static String and(List<String> names) {
        return joined(names, " and ");
    }

    /** Such as {@code m1, m2 or m3}; empty if there are no names. */
    public static String or(List<String> names) {
        return joined(names, " or ");
    }

    private static String joined(List<String> names, String last) {
        return names.size() < 2
                ? String.join("", names)
                : String.join(", ", names.subList(0, names.size() - 1)) + last + names.getLast();
    }
}
