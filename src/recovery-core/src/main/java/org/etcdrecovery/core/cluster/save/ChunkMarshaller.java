package org.etcdrecovery.core.cluster.save;

import com.google.protobuf.WireFormat;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.etcdrecovery.core.cluster.connect.Limits;
import org.etcdrecovery.core.cluster.save.ChunkMarshaller.Chunk;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;

/**
 * Reads the messages of {@code Maintenance.Snapshot} without creating message objects: the blob goes straight from the
 * network buffers into the {@link ReceiveBuffer}. The generated code would allocate and copy every blob.
 *
 * <pre>
 * SnapshotResponse ::= { 1 header message, 2 remaining_bytes varint, 3 blob bytes, 4 version string }
 * </pre>
 */
final class ChunkMarshaller implements MethodDescriptor.Marshaller<Chunk> {
    private static final int REMAINING_BYTES = tag(SnapshotResponse.REMAINING_BYTES_FIELD_NUMBER,
            WireFormat.WIRETYPE_VARINT);
    private static final int BLOB = tag(SnapshotResponse.BLOB_FIELD_NUMBER, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    private static final int VERSION = tag(SnapshotResponse.VERSION_FIELD_NUMBER,
            WireFormat.WIRETYPE_LENGTH_DELIMITED);

    private final ReceiveBuffer received;

    /**
     * What a message holds besides its blob.
     *
     * @param remaining how many bytes of the image follow this message
     * @param blob      the size of the blob in bytes
     * @param version   the storage version; empty if the server states none
     */
    record Chunk(long remaining, int blob, String version) {}

    ChunkMarshaller(ReceiveBuffer received) {
        this.received = received;
    }

    private static int tag(int field, int wireType) {
        return (field << 3) | wireType;
    }

    @Override
    public InputStream stream(Chunk value) {
        throw new UnsupportedOperationException("snapshots are only received");
    }

    @Override
    public Chunk parse(InputStream message) {
        try {
            return read(message);
        } catch (IOException e) {
            throw Status.INTERNAL.withDescription("a message of the snapshot cannot be read: " + e.getMessage())
                    .withCause(e)
                    .asRuntimeException();
        }
    }

    private Chunk read(InputStream message) throws IOException {
        long remaining = 0;
        int blob = 0;
        String version = "";
        for (int tag = message.read(); tag >= 0; tag = message.read()) {
            if (tag == REMAINING_BYTES) {
                remaining = varint(message);
            } else if (tag == BLOB) {
                if (blob > 0) {
                    throw new IOException("it holds more than one blob");
                }
                blob = length(message);
                received.append(message, blob);
            } else if (tag == VERSION) {
                version = version(message);
            } else {
                skip(message, tag);
            }
        }
        return new Chunk(remaining, blob, version);
    }

    /** The length of a field, which cannot exceed what has arrived of its message. */
    private static int length(InputStream message) throws IOException {
        long length = varint(message);
        int arrived = message.available();
        if (length < 0 || length > arrived) {
            throw new IOException("it ends inside a field: " + Long.toUnsignedString(length)
                    + " bytes are announced, " + arrived + " are there");
        }
        return (int) length;
    }

    private static String version(InputStream message) throws IOException {
        int length = length(message);
        if (length > Limits.VERSION) {
            throw new IOException("its version has " + length + " bytes");
        }
        return new String(message.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void skip(InputStream message, int tag) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> varint(message);
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> message.skipNBytes(length(message));
            default -> throw new IOException("it holds a field of an unknown kind (tag " + tag + ")");
        }
    }

    private static long varint(InputStream message) throws IOException {
        int first = message.read();
        if (first < 0) {
            throw new IOException("it ends inside a number");
        }
        if (first < 0x80) {
            return first;
        }
        return continued(first & 0x7F, message);
    }

    private static long continued(long value, InputStream message) throws IOException {
        long result = value;
        for (int shift = 7; shift < Long.SIZE; shift += 7) {
            int next = message.read();
            if (next < 0) {
                throw new IOException("it ends inside a number");
            }
            result |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return result;
            }
        }
        throw new IOException("it holds a number that is too long");
    }
}
