package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/** A source as a channel that can only be read. Closing it does not close the source. */
final class SourceChannel implements SeekableByteChannel {
    /** More than the central directory of any backup: some ten thousand entries. */
    private static final long MOST_DIRECTORY_BYTES = 4L << 20;

    private final ByteSource source;
    private final Work work;
    private long position;
    private long budget = Long.MAX_VALUE;
    private boolean reporting;
    private @Nullable IOException failure;

    SourceChannel(ByteSource source, Work work) {
        this.source = source;
        this.work = work;
    }

    /** Begins or ends to refuse to read more than the directory of an archive should have. */
    void limitReading(boolean limited) {
        budget = limited ? MOST_DIRECTORY_BYTES : Long.MAX_VALUE;
    }

    /** Begins to report what is read as progress. */
    void reportReading() {
        reporting = true;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        if (position >= source.size()) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), source.size() - position);
        budget -= count;
        if (budget < 0) {
            failure = new RefusedException(PackedTexts.tooManyEntries(MOST_DIRECTORY_BYTES));
            throw failure;
        }
        int limit = target.limit();
        try {
            source.read(position, target.limit(target.position() + count));
        } catch (IOException e) {
            failure = e;
            throw e;
        } finally {
            target.limit(limit);
        }
        position += count;
        work.advance(reporting ? count : 0);
        return count;
    }

    /** Throws again what prevented reading the source, which the library reports as damage. */
    void rethrowFailure() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return source.size();
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        // The owner of the source closes it.
    }
}
