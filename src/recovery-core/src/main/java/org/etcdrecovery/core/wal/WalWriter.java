package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.etcdrecovery.core.proto.WalFrame;

/** Writes one segment. The owner of the file is responsible for preallocating, syncing and cutting it. */
public final class WalWriter {
    private final WritableByteChannel target;
    private final RunningCrc crc = new RunningCrc();

    private WalWriter(WritableByteChannel target) {
        this.target = target;
    }

    /**
     * Writes the first segment of a log. etcd's tools preallocate the file to 64 000 000 bytes, with zeros after the
     * records; a server also accepts one that ends with the last record.
     *
     * @throws IOException if writing to the channel fails
     */
    public static void write(RestoredLog log, WritableByteChannel target) throws IOException {
        write(log.records(), target);
    }

    /** Writes a first segment with the given records. */
    static void write(Iterable<WalRecord> records, WritableByteChannel target) throws IOException {
        WalWriter writer = new WalWriter(target);
        writer.append(new WalRecord.Crc(0));
        for (WalRecord record : records) {
            writer.append(record);
        }
    }

    private void append(WalRecord record) throws IOException {
        WalFrame.Builder frame = WalFrame.newBuilder().setType(RecordCodec.type(record));
        if (record instanceof WalRecord.Crc) {
            frame.setCrc(crc.value());
        } else {
            ByteString data = RecordCodec.encode(record);
            crc.update(data);
            frame.setCrc(crc.value()).setData(data);
        }
        writeFrame(frame.build().toByteArray());
    }

    private void writeFrame(byte[] record) throws IOException {
        FrameHeader header = FrameHeader.of(record.length);
        ByteBuffer frame = ByteBuffer.allocate(FrameHeader.SIZE + (int) header.bodyLength())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.encode())
                .put(record)
                .rewind();
        while (frame.hasRemaining()) {
            target.write(frame);
        }
    }
}
