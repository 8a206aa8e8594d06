package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.util.Objects;

/**
 * Data that is not what its format says. The message names the input, the offset, what was expected there and what
 * stands there instead, so that it can be shown to an operator as it is.
 */
public final class MalformedDataException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of wrong the data is: each has another way out. */
    public enum Kind {
        /** The right format, but its content contradicts itself or is cut off. */
        DAMAGED,
        /** The right format in a version that this program does not know. */
        UNSUPPORTED_VERSION,
        /** Something else altogether. */
        NOT_THIS_FORMAT
    }

    private final Kind kind;
    private final String source;
    private final long offset;

    /**
     * @param kind     what kind of wrong it is
     * @param source   the name of the input, usually its path
     * @param offset   where in the input, in bytes from its start
     * @param expected what the format asks for
     * @param found    what stands there
     */
    public MalformedDataException(Kind kind, String source, long offset, String expected, String found) {
        super(source + " at offset " + offset + ": expected " + expected + ", found " + found);
        this.kind = kind;
        this.source = source;
        this.offset = offset;
    }

    /** Damaged data: shorthand for the most frequent kind. */
    public static MalformedDataException damaged(String source, long offset, String expected, String found) {
        return new MalformedDataException(Kind.DAMAGED, source, offset, expected, found);
    }

    /** Input, offset, what was expected and what was found: never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** What kind of wrong the data is. */
    public Kind kind() {
        return kind;
    }

    /** The name of the input. */
    public String source() {
        return source;
    }

    /** Where in the input, in bytes from its start. */
    public long offset() {
        return offset;
    }
}
