package org.etcdrecovery.core.contents;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;

/** Which keys to list. Filters compare bytes; a text means its UTF-8 encoding. */
public final class KeyFilter {
    /** Every key. */
    public static final KeyFilter ALL = new KeyFilter(new byte[0], true, _ -> true);

    private final byte[] wanted;
    private final boolean atStart;
    private final LongPredicate lease;

    private KeyFilter(byte[] wanted, boolean atStart, LongPredicate lease) {
        this.wanted = wanted.clone();
        this.atStart = atStart;
        this.lease = lease;
    }

    /** Keys that are attached to any lease. */
    public static KeyFilter leased() {
        return new KeyFilter(new byte[0], true, lease -> lease != 0);
    }

    /** Keys that are attached to this lease. */
    public static KeyFilter ofLease(LeaseId id) {
        return new KeyFilter(new byte[0], true, lease -> lease == id.value());
    }

    /** Keys that begin with these bytes. */
    public static KeyFilter prefix(byte[] prefix) {
        return new KeyFilter(prefix, true, _ -> true);
    }

    /** Keys that begin with this text. */
    public static KeyFilter prefix(String prefix) {
        return prefix(prefix.getBytes(UTF_8));
    }

    /** Keys that contain these bytes. */
    public static KeyFilter containing(byte[] part) {
        return new KeyFilter(part, false, _ -> true);
    }

    /** Keys that contain this text. */
    public static KeyFilter containing(String part) {
        return containing(part.getBytes(UTF_8));
    }

    boolean matches(ByteBuffer buffer, KeyValueReader keyValue) {
        return lease.test(keyValue.lease()) && matches(buffer, keyValue.keyStart(), keyValue.keyLength());
    }

    private boolean matches(ByteBuffer buffer, int start, int length) {
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
