package org.etcdrecovery.core.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentSkipListSet;

/**
 * A source with zeros in place of what the disk cannot read. Only for content whose checksums tell the zeros from what was
 * written. Closing it does nothing; close the source that it reads.
 */
public final class UnreadableAsZeros extends ByteSource {
    /** The unit in which disks fail. */
    public static final int SECTOR = 4096;
    /** A disk that cannot read more is failing as a whole, and each attempt takes seconds. */
    private static final int MOST = 256;

    private final ByteSource source;
    private final NavigableSet<Long> unreadable = new ConcurrentSkipListSet<>();

    public UnreadableAsZeros(ByteSource source) {
        super(source.name(), source.size());
        this.source = source;
    }

    /** The offsets of the sectors that could not be read so far, in order. */
    public List<Long> unreadable() {
        return new ArrayList<>(unreadable);
    }

    @Override
    void readFully(long offset, ByteBuffer target) throws IOException {
        int start = target.position();
        try {
            source.readFully(offset, target);
        } catch (IOException e) {
            if (!isDiskError(e)) {
                throw e;
            }
            target.position(start);
            readBySector(offset, target);
        }
    }

    private void readBySector(long offset, ByteBuffer target) throws IOException {
        int limit = target.limit();
        for (long at = offset; target.position() < limit;) {
            int start = target.position();
            int length = (int) Math.min(limit - start, SECTOR - at % SECTOR);
            target.limit(start + length);
            try {
                source.readFully(at, target);
            } catch (IOException e) {
                unreadable.add(at - at % SECTOR);
                if (!isDiskError(e) || unreadable.size() > MOST) {
                    throw e;
                }
                target.position(start).put(new byte[length]);
            } finally {
                target.limit(limit);
            }
            at += length;
        }
    }

    @Override
    public void close() {
        // The owner of the source closes it.
    }
}
