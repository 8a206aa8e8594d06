package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Which keys to list. Filters compare bytes; a text means its UTF-8 encoding. */
public final class KeyFilter {
    /** Every key. */
    public static final KeyFilter ALL = new KeyFilter(new byte[0], true);

    private final byte[] wanted;
    private final boolean atStart;

    private KeyFilter(byte[] wanted, boolean atStart) {
        this.wanted = wanted.clone();
        this.atStart = atStart;
    }

    /** Keys that begin with these bytes. */
    public static KeyFilter prefix(byte[] prefix) {
        return new KeyFilter(prefix, true);
    }

    /** Keys that begin with this text. */
    public static KeyFilter prefix(String prefix) {
        return prefix(prefix.getBytes(UTF_8));
    }

    /** Keys that contain these bytes. */
    public static KeyFilter containing(byte[] part) {
        return new KeyFilter(part, false);
    }

    /** Keys that contain this text. */
    public static KeyFilter containing(String part) {
        return containing(part.getBytes(UTF_8));
    }

    boolean matches(ByteBuffer buffer, int start, int length) {
        int last = atStart ? Math.min(0, length - wanted.length) : length - wanted.length;
        for (int at = 0; at <= last; at++) {
            if (matchesAt(buffer, start + at)) {
                return true;
            }
        }
        return false;
    }

    private boolean matchesAt(ByteBuffer buffer, int start) {
        for (int i = 0; i < wanted.length; i++) {
            if (buffer.get(start + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
