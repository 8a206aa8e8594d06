package org.etcdrecovery.core.rescue.replay;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.etcdrecovery.core.keyspace.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A record that the replay adds to the bucket {@code key}.
 *
 * @param main  the revision of the transaction
 * @param sub   its number within the transaction
 * @param key   the key that is written or deleted
 * @param state the state of the key from then on; null if the record deletes it
 */
record NewRecord(long main, int sub, Key key, @Nullable KeyState state) {
    private static final int KEY = 1;
    private static final int CREATED = 2;
    private static final int MODIFIED = 3;
    private static final int VERSION = 4;
    private static final int VALUE = 5;
    private static final int LEASE = 6;

    boolean isDeletion() {
        return state == null;
    }

    /** The key of the record: its revision, and for a deletion a mark. */
    byte[] recordKey() {
        byte[] revision = new Revision(main, sub).toKey();
        if (state != null) {
            return revision;
        }
        byte[] marked = Arrays.copyOf(revision, Revision.TOMBSTONE_KEY_LENGTH);
        marked[Revision.KEY_LENGTH] = Revision.TOMBSTONE_MARK;
        return marked;
    }

    /** The value of the record as every release writes it: an mvccpb.KeyValue without the fields that are zero or empty. */
    byte[] recordValue(Sources sources) throws IOException {
        byte[] value = state == null ? new byte[0] : sources.read(state.value());
        ByteBuffer bytes = ByteBuffer.allocate(size(value.length));
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        if (key.bytes().length > 0) {
            out.writeByteArray(KEY, key.bytes());
        }
        if (state != null) {
            number(out, CREATED, state.created());
            number(out, MODIFIED, state.modified());
            number(out, VERSION, state.version());
            if (value.length > 0) {
                out.writeByteArray(VALUE, value);
            }
            number(out, LEASE, state.lease());
        }
        out.flush();
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private int size(int valueLength) {
        int numbers = 4 * (1 + 10);
        return Math.addExact(numbers + 2 * (1 + 5), Math.addExact(key.bytes().length, valueLength));
    }

    private static void number(CodedOutputStream out, int field, long value) throws IOException {
        if (value != 0) {
            out.writeInt64(field, value);
        }
    }
}
