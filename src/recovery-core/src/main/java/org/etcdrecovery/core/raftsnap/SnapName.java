package org.etcdrecovery.core.raftsnap;

import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a raft snapshot: {@code %016x-%016x.snap}. The directory's other files are the database ({@code db}),
 * databases received from a leader ({@code %016x.snap.db}), and leftovers ({@code *.broken}, {@code db.tmp.*},
 * {@code tmp*}).
 *
 * @param term  the term of the last log entry that it covers, unsigned
 * @param index the index of that entry, unsigned
 */
public record SnapName(long term, long index) implements Comparable<SnapName> {
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})\\.snap");

    /** Parses a file name; empty if it is not the name of a raft snapshot. */
    public static Optional<SnapName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new SnapName(hex(matcher.group(1)), hex(matcher.group(2))))
                : Optional.empty();
    }

    private static long hex(String digits) {
        return HexFormat.fromHexDigitsToLong(digits);
    }

    /** The file name. */
    public String fileName() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(term) + "-" + hex.toHexDigits(index) + ".snap";
    }

    /** Orders by age: the newest is the greatest. */
    @Override
    public int compareTo(SnapName other) {
        int byTerm = Long.compareUnsigned(term, other.term);
        return byTerm != 0 ? byTerm : Long.compareUnsigned(index, other.index);
    }
}
