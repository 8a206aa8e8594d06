package org.etcdrecovery.core.text;

/** Sizes in decimal units as etcd's tools print them: {@code 29 kB}, {@code 1.3 MB}. Source: dustin/go-humanize. */
public final class HumanSize {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
    private static final int STEP = 1000;

    private HumanSize() {}

    /** Formats a size. Rounding may give {@code 1000 kB}, as in go-humanize. */
    public static String of(long bytes) {
        if (bytes < 10) {
            return bytes + " B";
        }
        // Floating point with its rounding errors, because go-humanize has the same.
        int unit = (int) Math.floor(Math.log((double) bytes) / Math.log(STEP));
        long tenths = (long) Math.floor(bytes / Math.pow(STEP, unit) * 10 + 0.5);
        return tenths < 100
                ? tenths / 10 + "." + tenths % 10 + " " + UNITS[unit]
                : (long) Math.rint(tenths / 10.0) + " " + UNITS[unit];
    }
}
