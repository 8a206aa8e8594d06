package org.etcdrecovery.bench.corpus;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.bench.corpus.EtcdWriter.BucketWriter;
import org.etcdrecovery.core.keyspace.Revision;

/** Encodes elements of the {@code key} bucket one by one, in a reused buffer. */
final class KeyRecord {
    private static final int ROOM_BESIDE_VALUE = 1 << 10;

    private final Content content;
    private final byte[] bytes;
    private final ByteBuffer buffer;

    KeyRecord(Content content) {
        this.content = content;
        bytes = new byte[content.material().length + ROOM_BESIDE_VALUE];
        buffer = ByteBuffer.wrap(bytes);
    }

    void write(Change change, BucketWriter bucket) throws IOException {
        buffer.clear().putLong(change.main()).put(Revision.SEPARATOR).putLong(change.sub());
        if (change.isDeletion()) {
            buffer.put(Revision.TOMBSTONE_MARK);
        }
        int keyLength = buffer.position();
        CodedOutputStream message = CodedOutputStream.newInstance(bytes, keyLength, bytes.length - keyLength);
        message.writeByteArray(1, content.key(change));
        if (!change.isDeletion()) {
            writePut(change, message);
        }
        bucket.put(bytes, keyLength, message.getTotalBytesWritten());
    }

    /** Writes the fields of mvccpb.KeyValue that follow the key; a deletion has none of them. */
    private void writePut(Change change, CodedOutputStream message) throws IOException {
        Content.Piece value = content.value(change);
        message.writeInt64(2, change.created());
        message.writeInt64(3, change.main());
        message.writeInt64(4, change.version());
        message.writeTag(5, 2);
        message.writeUInt32NoTag(value.length());
        message.write(content.material(), value.offset(), value.length());
        long lease = content.lease(change);
        if (lease != 0) {
            message.writeInt64(6, lease);
        }
    }
}
