package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.etcdrecovery.core.bytes.ByteSource;

/** A part of a file as a request sends it: a request that is repeated reads it again. */
final class FilePart {
    private final ByteSource source;
    private final long from;
    private final long length;
    private final LongConsumer moved;
    private MessageDigest digest = Digests.md5();

    /** @param moved receives how many bytes were read */
    FilePart(ByteSource source, long from, long length, LongConsumer moved) {
        this.source = source;
        this.from = from;
        this.length = length;
        this.moved = moved;
    }

    long length() {
        return length;
    }

    /** The MD5 of what was sent last. */
    byte[] md5() {
        return digest.digest();
    }

    InputStream open() {
        digest = Digests.md5();
        return new PartStream();
    }

    private final class PartStream extends InputStream {
        private long done;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            int wanted = (int) Math.min(count, length - done);
            if (wanted == 0) {
                return count == 0 ? 0 : -1;
            }
            source.read(from + done, ByteBuffer.wrap(target, offset, wanted));
            digest.update(target, offset, wanted);
            done += wanted;
            moved.accept(wanted);
            return wanted;
        }

        @Override
        public int available() {
            return (int) Math.min(Integer.MAX_VALUE, length - done);
        }
    }
}
