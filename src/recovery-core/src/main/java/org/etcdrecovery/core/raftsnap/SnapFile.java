package org.etcdrecovery.core.raftsnap;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.proto.ConfState;
import org.etcdrecovery.core.proto.RaftSnapshot;
import org.etcdrecovery.core.proto.RaftSnapshotMetadata;
import org.etcdrecovery.core.proto.SnapFrame;

/**
 * The content of a {@code .snap} file.
 *
 * @param term      the term of the last log entry that it covers
 * @param index     the index of that entry
 * @param confState the membership at that index
 * @param store     the v2 store as a JSON document
 */
public record SnapFile(long term, long index, ConfState confState, ByteString store) {
    /**
     * The largest file that is read, in bytes. The file holds the v2 store, which is only a few kilobytes in a cluster
     * that uses the v3 API.
     */
    private static final int MAX_SIZE = 128 << 20;

    /**
     * Reads a file.
     *
     * @throws MalformedDataException if it is empty, has a wrong CRC or is not a raft snapshot
     * @throws IOException            if it cannot be read
     */
    public static SnapFile read(ByteSource source) throws IOException {
        if (source.size() > MAX_SIZE) {
            throw damaged(source, "a raft snapshot of at most " + MAX_SIZE + " bytes", source.size() + " bytes");
        }
        try {
            SnapFrame frame = SnapFrame.parseFrom(source.read(0, (int) source.size()));
            requireRightCrc(source, frame);
            RaftSnapshot snapshot = RaftSnapshot.parseFrom(frame.getData());
            RaftSnapshotMetadata metadata = snapshot.getMetadata();
            return new SnapFile(metadata.getTerm(), metadata.getIndex(), metadata.getConfState(), snapshot.getData());
        } catch (InvalidProtocolBufferException e) {
            throw damaged(source, "a raft snapshot", "bytes that are not one");
        }
    }

    private static void requireRightCrc(ByteSource source, SnapFrame frame) throws MalformedDataException {
        if (frame.getData().isEmpty() || frame.getCrc() == 0) {
            throw damaged(source, "a raft snapshot and its CRC", "an empty one");
        }
        int crc = crc(frame.getData());
        if (crc != frame.getCrc()) {
            HexFormat hex = HexFormat.of();
            throw damaged(source, "the CRC " + hex.toHexDigits(frame.getCrc()), "data with the CRC "
                    + hex.toHexDigits(crc));
        }
    }

    private static MalformedDataException damaged(ByteSource source, String expected, String found) {
        return MalformedDataException.damaged(source.name(), 0, expected, found);
    }

    /** The name that the file must have. */
    public SnapName name() {
        return new SnapName(term, index);
    }

    /** Encodes the file. */
    public byte[] toBytes() {
        ByteString data = RaftSnapshot.newBuilder()
                .setData(store)
                .setMetadata(RaftSnapshotMetadata.newBuilder().setConfState(confState).setIndex(index).setTerm(term))
                .build()
                .toByteString();
        return SnapFrame.newBuilder().setCrc(crc(data)).setData(data).build().toByteArray();
    }

    private static int crc(ByteString data) {
        CRC32C crc = new CRC32C();
        crc.update(data.asReadOnlyByteBuffer());
        return (int) crc.getValue();
    }
}
