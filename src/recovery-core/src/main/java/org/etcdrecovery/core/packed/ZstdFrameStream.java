package org.etcdrecovery.core.packed;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The bytes of one zstd frame, still packed. The library reads frames on and on, and takes what follows the last one for
 * damage of it. Source: RFC 8878, section 3.1.1.
 */
final class ZstdFrameStream extends InputStream {
    /** The magic number and the descriptor. */
    private static final int BEGINNING = 5;
    private static final int SINGLE_SEGMENT = 1 << 5;
    private static final int HAS_CHECKSUM = 1 << 2;
    private static final int CHECKSUM = 4;
    private static final int BLOCK_HEADER = 3;
    private static final int RLE = 1;
    private static final int RESERVED = 3;
    /** The length of the content's size, by the two highest bits of the descriptor. */
    private static final int[] CONTENT_SIZE = {0, 2, 4, 8};
    private static final int[] DICTIONARY_ID = {0, 1, 2, 4};

    private final InputStream packed;
    /** A header that was read to learn what follows. */
    private ByteArrayInputStream header = new ByteArrayInputStream(new byte[0]);
    private long block;
    private boolean begun;
    private boolean lastBlock;
    private boolean checksum;
    private boolean ended;

    ZstdFrameStream(InputStream packed) {
        this.packed = packed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        while (header.available() == 0 && block == 0) {
            if (ended) {
                return -1;
            }
            header = new ByteArrayInputStream(next());
        }
        if (header.available() > 0) {
            return header.read(target, from, length);
        }
        int count = packed.read(target, from, (int) Math.min(length, block));
        if (count < 0) {
            block = 0;
            ended = true;
        } else {
            block -= count;
        }
        return count;
    }

    /** The next header, or the checksum at the end. */
    private byte[] next() throws IOException {
        if (!begun) {
            begun = true;
            return frameHeader();
        }
        if (lastBlock) {
            ended = true;
            return packed.readNBytes(checksum ? CHECKSUM : 0);
        }
        byte[] read = packed.readNBytes(BLOCK_HEADER);
        if (read.length < BLOCK_HEADER) {
            ended = true;
            return read;
        }
        int fields = (read[0] & 0xFF) | ((read[1] & 0xFF) << 8) | ((read[2] & 0xFF) << 16);
        lastBlock = (fields & 1) != 0;
        block = switch ((fields >> 1) & 3) {
            case RLE -> 1;
            // The library refuses it.
            case RESERVED -> 0;
            default -> fields >> 3;
        };
        return read;
    }

    private byte[] frameHeader() throws IOException {
        byte[] beginning = packed.readNBytes(BEGINNING);
        if (beginning.length < BEGINNING) {
            ended = true;
            return beginning;
        }
        int descriptor = beginning[BEGINNING - 1] & 0xFF;
        boolean single = (descriptor & SINGLE_SEGMENT) != 0;
        checksum = (descriptor & HAS_CHECKSUM) != 0;
        int contentSize = CONTENT_SIZE[descriptor >> 6];
        byte[] rest = packed.readNBytes(DICTIONARY_ID[descriptor & 3]
                + (single ? Math.max(1, contentSize) : contentSize + 1));
        byte[] whole = Arrays.copyOf(beginning, BEGINNING + rest.length);
        System.arraycopy(rest, 0, whole, BEGINNING, rest.length);
        return whole;
    }
}
