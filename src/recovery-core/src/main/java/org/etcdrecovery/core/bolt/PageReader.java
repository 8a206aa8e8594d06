package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Reads runs of pages into memory through a few windows. A window grows while requests are sequential and shrinks to one
 * page when they are not: a tree whose leaves are contiguous is read in large chunks, a scattered one page by page,
 * because reading pages that are not needed took most of the time there. A sequential read reuses its window, so the
 * buffer stays in the processor's cache.
 *
 * <p>Not thread-safe. A run is valid only until the next one is loaded.
 */
final class PageReader {
    private static final int WINDOWS = 16;
    /** How many bytes behind a window a page may start and still count as following it. */
    private static final int NEAR = 16 << 10;
    /** Fits into the processor's second-level cache and leaves room there for the work on the pages. */
    private static final int MAX_WINDOW = 128 << 10;

    private final ByteSource image;
    private final int pageSize;
    private final @Nullable ByteBuffer[] windows = new ByteBuffer[WINDOWS];
    private final long[] starts = new long[WINDOWS];
    private final long[] ends = new long[WINDOWS];
    private final int largest;
    private int latest;
    private int size;
    /** For runs longer than any window. */
    private ByteBuffer oversized = DirectBuffers.allocate(0);
    private ByteBuffer buffer = oversized;
    private int position;

    PageReader(ByteSource image, int pageSize) {
        this.image = image;
        this.pageSize = pageSize;
        largest = (int) Math.min(Math.max(MAX_WINDOW, pageSize), image.size());
        size = pageSize;
    }

    /**
     * Makes a run of pages available at {@link #position()} of {@link #buffer()}.
     *
     * @param page  the first page; the caller has checked that the run lies within the image
     * @param pages the number of pages in the run
     */
    void load(long page, int pages) throws IOException {
        long from = page * pageSize;
        long to = from + (long) pages * pageSize;
        for (int i = 0; i < WINDOWS; i++) {
            int window = (latest - i) & (WINDOWS - 1);
            if (from >= starts[window] && to <= ends[window]) {
                buffer = window(window);
                position = (int) (from - starts[window]);
                return;
            }
        }
        if (to - from > largest) {
            loadOversized(from, (int) (to - from));
        } else {
            fillWindow(from, (int) (to - from));
        }
    }

    ByteBuffer buffer() {
        return buffer;
    }

    int position() {
        return position;
    }

    private void fillWindow(long from, int wanted) throws IOException {
        if (from == starts[latest] && from < ends[latest]) {
            // Completing a run whose first page was just read says nothing about which page comes next.
            read(latest, ends[latest], wanted - (int) (ends[latest] - from));
            return;
        }
        if (from >= starts[latest] && from < ends[latest] + NEAR) {
            size = Math.min(size * 2, largest);
        } else {
            latest = (latest + 1) & (WINDOWS - 1);
            size = pageSize;
        }
        // Empty until filled: after a failed read, the window must not claim to hold these pages.
        starts[latest] = from;
        ends[latest] = from;
        int more = (int) Math.min(Math.max(size, wanted), image.size() - from);
        try {
            read(latest, from, more);
        } catch (IOException e) {
            if (more == wanted || !ByteSource.isDiskError(e)) {
                throw e;
            }
            // The disk may only be unable to read what was not asked for.
            read(latest, from, wanted);
        }
    }

    /** Adds what follows in the file to a window. */
    private void read(int index, long from, int length) throws IOException {
        ByteBuffer window = window(index);
        int at = (int) (from - starts[index]);
        image.read(from, window.clear().position(at).limit(at + length));
        window.clear();
        ends[index] = from + length;
        buffer = window;
        position = 0;
    }

    private ByteBuffer window(int index) {
        ByteBuffer window = windows[index];
        if (window == null) {
            window = DirectBuffers.allocate(largest);
            windows[index] = window;
        }
        return window;
    }

    private void loadOversized(long from, int length) throws IOException {
        if (oversized.capacity() < length) {
            // Half as much again, so that slowly growing runs do not allocate each time.
            oversized = DirectBuffers.allocate(length + length / 2);
        }
        image.read(from, oversized.clear().limit(length));
        oversized.clear();
        buffer = oversized;
        position = 0;
    }
}
