package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.util.Objects;

/**
 * Data that violates its format. The message names the input, the offset, and what was expected and found there, so it
 * can be shown to an operator unchanged.
 */
public final class MalformedDataException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the data. Each kind needs a different remedy. */
    public enum Kind {
        /** The right format, but its content contradicts itself or is cut off. */
        DAMAGED,
        /** The right format in a version that this program does not know. */
        UNSUPPORTED_VERSION,
        /** A different format. */
        NOT_THIS_FORMAT
    }

    private final Kind kind;
    private final long offset;
    private final String contrast;

    /**
     * @param kind     what is wrong
     * @param source   the name of the input, usually its path
     * @param offset   the offset in the input in bytes
     * @param expected what the format requires
     * @param found    what the input holds instead
     */
    public MalformedDataException(Kind kind, String source, long offset, String expected, String found) {
        super(source + " at offset " + offset + ": expected " + expected + ", found " + found);
        this.contrast = "expected " + expected + ", found " + found;
        this.kind = kind;
        this.offset = offset;
    }

    /** Creates an exception of the most frequent kind, {@link Kind#DAMAGED}. */
    public static MalformedDataException damaged(String source, long offset, String expected, String found) {
        return new MalformedDataException(Kind.DAMAGED, source, offset, expected, found);
    }

    /** The input, the offset, what was expected and what was found; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** What was expected and what was found, for a text that says elsewhere where. */
    public String contrast() {
        return contrast;
    }

    /** What is wrong with the data. */
    public Kind kind() {
        return kind;
    }

    /** The offset in the input in bytes. */
    public long offset() {
        return offset;
    }
}
