package org.etcdrecovery.core.wal;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** The running CRC-32C of a log. */
final class RunningCrc {
    /** The Castagnoli polynomial, lowest bit first. */
    private static final int POLYNOMIAL = 0x82f63b78;

    private CRC32C crc = new CRC32C();

    int value() {
        return (int) crc.getValue();
    }

    void update(ByteString data) {
        update(data.asReadOnlyByteBuffer());
    }

    /** Adds the remaining bytes of a buffer. */
    void update(ByteBuffer data) {
        crc.update(data);
    }

    /**
     * Continues from a value that was computed before.
     *
     * <p>The JDK's CRC can only start at 0. But for every value there are four bytes that lead to it, which are found
     * by running the shift register backwards. Feeding these bytes first makes the JDK's fast implementation usable.
     */
    void restart(int value) {
        int register = ~value;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            register = register < 0 ? (register ^ POLYNOMIAL) << 1 | 1 : register << 1;
        }
        int prefix = ~register;
        crc = new CRC32C();
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            crc.update(prefix >>> shift & 0xff);
        }
    }
}
