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
 * A record by its key, for a text.
 *
 * @param key       escaped, and no longer than a line takes; empty when the record is too large to be read for its name
 * @param main      the main revision
 * @param deletion  whether it is one
 * @param version   the version that a put says
 * @param keyExists whether the key existed before
 */
record NamedRecord(String key, long main, boolean deletion, long version, boolean keyExists) {
    /** Of a longer record only the revision is told; a request of etcd has 1.5 MiB. */
    private static final int LARGEST = 2 << 20;
    private static final int SHOWN_BYTES = 64;

    /** Reads a record again that has been read before. */
    static NamedRecord read(ByteSource file, Place place) throws IOException {
        int length = Math.min(place.length(), LARGEST);
        ByteBuffer bytes = file.read(place.offset(), length).order(ByteOrder.LITTLE_ENDIAN);
        long main = Revision.mainOf(bytes, 0);
        // The value follows its key, and the first byte of a value is never the mark of a deletion: that would be a field 14.
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

    /** A key as a text shows it. */
    static String shown(byte[] key) {
        return key.length <= SHOWN_BYTES
                ? GoQuote.escape(key)
                : GoQuote.escape(Arrays.copyOf(key, SHOWN_BYTES)) + "…";
    }

    /** The key and the revision. */
    @Override
    public String toString() {
        return (key.isEmpty() ? "a key" : "“" + key + "”") + " at revision " + main;
    }
}
