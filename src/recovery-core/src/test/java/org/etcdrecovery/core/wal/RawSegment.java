package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.etcdrecovery.core.proto.WalFrame;

/** Segments that no writer would produce: arbitrary records with the correct CRC. */
final class RawSegment {
    private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
    private final RunningCrc crc = new RunningCrc();

    RawSegment record(int type, byte[] data) {
        ByteString content = ByteString.copyFrom(data);
        crc.update(content);
        byte[] record = WalFrame.newBuilder().setType(type).setCrc(crc.value()).setData(content).build().toByteArray();
        FrameHeader header = FrameHeader.of(record.length);
        segment.writeBytes(ByteBuffer.allocate(FrameHeader.SIZE + (int) header.bodyLength())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.encode())
                .put(record)
                .array());
        return this;
    }

    byte[] toBytes() {
        return segment.toByteArray();
    }
}
