package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/** Reads a source from its beginning to its end and reports how far it has come. */
final class SourceStream extends InputStream {
    private static final int CHUNK = 128 << 10;

    private final ByteSource source;
    private final Work work;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int end;
    private long offset;
    private @Nullable IOException failure;

    SourceStream(ByteSource source, Work work) {
        this.source = source;
        this.work = work;
    }

    @Override
    public int read() throws IOException {
        return fill() ? chunk[at++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(chunk, at, target, from, count);
        at += count;
        return count;
    }

    /** How many bytes are left, so that a reader of concatenated streams knows that there is another. */
    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - at + source.size() - offset);
    }

    private boolean fill() throws IOException {
        if (at == end && offset < source.size()) {
            int count = (int) Math.min(CHUNK, source.size() - offset);
            try {
                source.read(offset, ByteBuffer.wrap(chunk, 0, count));
            } catch (IOException e) {
                failure = e;
                throw e;
            }
            at = 0;
            end = count;
            offset += count;
            work.advance(count);
        }
        return at < end;
    }

    /** Throws again what prevented reading the source, which says nothing about its content. */
    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }
}
