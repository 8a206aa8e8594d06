package org.etcdrecovery.core.wal;

import java.io.File;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;

/**
 * The name of a segment: {@code %016x-%016x.wal}.
 *
 * <p>etcd parses names leniently and accepts {@code 0-0.wal}, but it writes only the full form, and only that is
 * accepted here. Other files of the directory are not segments: {@code 0.tmp} and {@code 1.tmp} are preallocated for
 * the next segment, and {@code *.wal.broken} was set aside by a repair.
 *
 * @param sequence the number of the segment, unsigned, from 0
 * @param index    the raft index, unsigned, of the first entry that the segment may hold; 0 in the first one
 */
public record SegmentName(long sequence, long index) implements Comparable<SegmentName> {
    /** The bytes that etcd preallocates for a segment. Source: etcd server/storage/wal {@code SegmentSizeBytes}. */
    public static final long PREALLOCATED = 64_000_000;

    /** The first segment of every log. */
    public static final SegmentName FIRST = new SegmentName(0, 0);

    private static final Pattern FORM = Pattern.compile("([0-9a-f]{16})-([0-9a-f]{16})\\.wal");

    /** Parses a file name; empty if it is not the name of a segment. */
    public static Optional<SegmentName> parse(String fileName) {
        Matcher matcher = FORM.matcher(fileName);
        return matcher.matches()
                ? Optional.of(new SegmentName(hex(matcher.group(1)), hex(matcher.group(2))))
                : Optional.empty();
    }

    /** The name of an open segment. */
    static SegmentName of(ByteSource segment) throws MalformedDataException {
        String name = segment.name();
        String fileName = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)) + 1);
        return parse(fileName).orElseThrow(() -> new MalformedDataException(Kind.NOT_THIS_FORMAT, name, 0,
                "a segment of a write-ahead log, named like " + FIRST.fileName(), fileName));
    }

    private static long hex(String digits) {
        return HexFormat.fromHexDigitsToLong(digits);
    }

    /** The file name. */
    public String fileName() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(sequence) + "-" + hex.toHexDigits(index) + ".wal";
    }

    /** Orders by the time of writing: the newest is the greatest. */
    @Override
    public int compareTo(SegmentName other) {
        int bySequence = Long.compareUnsigned(sequence, other.sequence);
        return bySequence != 0 ? bySequence : Long.compareUnsigned(index, other.index);
    }
}
