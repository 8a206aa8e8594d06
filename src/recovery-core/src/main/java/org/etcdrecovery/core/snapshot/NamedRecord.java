package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.BrokenSteps.Place;

/**
 * A record as a finding names it.
 *
 * @param key       the key, escaped and shortened; empty if the record is too large to read it only for its key
 * @param main      the main revision
 * @param deletion  whether the record is a deletion
 * @param version   the version in the record of a put
 * @param keyExists whether the key existed before
 */
record NamedRecord(String key, long main, boolean deletion, long version, boolean keyExists) {
    /** A longer record is named only by its revision. etcd limits requests to 1.5 MiB by default. */
    private static final int LARGEST = 2 << 20;
    private static final int SHOWN_BYTES = 64;

    /** Reads the record at a place that an earlier pass found. */
    static NamedRecord read(ByteSource file, Place place) throws IOException {
        int length = Math.min(place.length(), LARGEST);
        ByteBuffer bytes = file.read(place.offset(), length).order(ByteOrder.LITTLE_ENDIAN);
        long main = Revision.mainOf(bytes, 0);
        // The value follows its key, and no value begins with the byte of the tombstone mark: that would be a field 14.
        boolean deletion = length > Revision.KEY_LENGTH && bytes.get(Revision.KEY_LENGTH) == Revision.TOMBSTONE_MARK;
        int start = deletion ? Revision.TOMBSTONE_KEY_LENGTH : Revision.KEY_LENGTH;
        KeyValueReader value = new KeyValueReader();
        if (length < place.length() || value.read(bytes, start, length - start) != null) {
            return new NamedRecord("", main, deletion, 0, place.keyExists());
        }
        byte[] key = new byte[value.keyLength()];
        bytes.get(value.keyStart(), key);
        return new NamedRecord(shown(key), main, deletion, value.version(), place.keyExists());
    }

    /** A key as texts show it, escaped and shortened. */
    static String shown(byte[] key) {
        return key.length <= SHOWN_BYTES
                ? GoQuote.escape(key)
                : GoQuote.escape(Arrays.copyOf(key, SHOWN_BYTES)) + "…";
    }

    /** Such as {@code “/a” at revision 5}. */
    @Override
    public String toString() {
        return (key.isEmpty() ? "a key" : "“" + key + "”") + " at revision " + main;
    }
}
