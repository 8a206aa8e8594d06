package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.DirectBuffers;

/**
 * Goes through one tree ahead of a {@link TreeWalk}, on a thread of its own and in the same order, and hands over the
 * pages that it has read: half the time of a walk over pages in memory goes into fetching them, most of all when they
 * are scattered over the file. It checks nothing. Where the walk turns another way, because something is wrong, it is
 * of no more use and ends; it is never more than a few chunks ahead, so that it cannot run away in a damaged file.
 *
 * <p>What it hands over stays where it is until the walk takes the first page of the next chunk but one.
 */
final class PageScout implements AutoCloseable {
    private static final int CHUNK = 256 << 10;
    private static final int CHUNKS = 4;
    /** What is read of a page of which nothing is known yet: most runs are shorter. */
    private static final int FIRST_LOOK = 16 << 10;

    private final ByteSource image;
    private final int pageSize;
    private final long pages;
    private final int look;
    private final BlockingQueue<Chunk> filled = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final BlockingQueue<Chunk> free = new ArrayBlockingQueue<>(CHUNKS + 1);
    private final Thread thread;
    private volatile boolean stopped;
    private Chunk filling = new Chunk(0, 1);
    private Chunk taken = new Chunk(0, 1);
    private int entry = -1;

    /**
     * Sets out.
     *
     * @param root the page at which the tree begins
     */
    PageScout(ByteSource image, int pageSize, long root) {
        this.image = image;
        this.pageSize = pageSize;
        this.pages = image.size() / pageSize;
        this.look = Math.max(FIRST_LOOK, pageSize) / pageSize;
        for (int i = 0; i < CHUNKS; i++) {
            free.add(new Chunk(Math.max(CHUNK, pageSize), pageSize));
        }
        this.thread = Thread.ofPlatform().daemon().name("page-scout").unstarted(() -> run(root));
        thread.start();
    }

    /**
     * Goes on to a run of pages, if it is the next one, or stays at it.
     *
     * @return whether {@link #buffer} holds it
     */
    boolean reach(long page, int length) {
        if (entry < 0 || taken.page[entry] != page) {
            next();
            if (entry < 0 || taken.page[entry] != page) {
                stopped = true;
                return false;
            }
        }
        return taken.length[entry] >= length;
    }

    /** Whether it has come to an end, or to pages that nobody asked for. */
    boolean isLost() {
        return stopped;
    }

    ByteBuffer buffer() {
        return taken.bytes;
    }

    int position() {
        return taken.position[entry];
    }

    private void next() {
        entry++;
        if (entry < taken.count) {
            return;
        }
        entry = -1;
        try {
            if (taken.bytes.capacity() > 0) {
                free.add(taken);
            }
            taken = filled.take();
            entry = taken.count > 0 ? 0 : -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            taken = new Chunk(0, 1);
        }
    }

    private void run(long root) {
        try {
            filling = free.take();
            descend(new long[]{root}, 0);
        } catch (IOException | IndexOutOfBoundsException | CancellationException e) {
            // The walk comes to the same place, and says what is wrong there, or has gone another way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            filled.add(filling);
            filled.add(new Chunk(0, 1));
        }
    }

    private void descend(long[] children, int depth) throws IOException, InterruptedException {
        int next = 0;
        while (next < children.length && depth < TreeWalk.MAX_DEPTH && !stopped) {
            next = fetch(children, next, depth);
        }
    }

    /** Fetches a child, with all that follow it so closely that one reading brings them too. */
    private int fetch(long[] children, int first, int depth) throws IOException, InterruptedException {
        long from = children[first];
        long to = Math.min(from + look, pages);
        int last = first + 1;
        while (last < children.length && children[last] > children[last - 1] && children[last] <= to
                && (children[last] + look - from) * pageSize <= CHUNK) {
            to = Math.min(children[last] + look, pages);
            last++;
        }
        int position = read(from, to);
        for (int i = first; i < last; i++) {
            int at = position + (int) (children[i] - from) * pageSize;
            PageHeader header = PageHeader.decode(filling.bytes, at);
            long end = children[i] + header.overflow() + 1;
            if (header.flags() == PageHeader.BRANCH) {
                long[] below = childrenOf(at, (int) (Math.min(end, to) - children[i]) * pageSize, header.count());
                filling.add(children[i], at, 1);
                descend(below, depth + 1);
                return i + 1;
            }
            if (end <= to) {
                filling.add(children[i], at, (int) (end - children[i]));
            } else {
                addLong(children[i], end);
                return i + 1;
            }
        }
        return last;
    }

    private void addLong(long page, long end) throws IOException, InterruptedException {
        if (end > pages || (end - page) * pageSize > CHUNK) {
            filling.add(page, 0, 0);
        } else {
            // This may go on to the next chunk.
            int position = read(page, end);
            filling.add(page, position, (int) (end - page));
        }
    }

    private long[] childrenOf(int at, int length, int count) {
        Branch branch = Branch.copy(filling.bytes, at, length, count);
        long[] children = new long[branch.count()];
        for (int i = 0; i < children.length; i++) {
            children[i] = branch.child(i);
        }
        return children;
    }

    /** Reads pages behind what the chunk holds already, or into the next one. */
    private int read(long from, long to) throws IOException, InterruptedException {
        if (from < 0 || to <= from) {
            throw new IndexOutOfBoundsException("page " + from);
        }
        int length = (int) (to - from) * pageSize;
        if (filling.end + length > filling.bytes.capacity()) {
            filled.add(filling);
            filling = free.take();
            if (stopped) {
                throw new CancellationException("nobody needs it any more");
            }
            filling.clear();
        }
        int position = filling.end;
        image.read(from * pageSize, filling.bytes.duplicate().position(position).limit(position + length));
        filling.end += length;
        return position;
    }

    /** Ends the reading; the image may be closed afterwards. */
    @Override
    public void close() {
        stopped = true;
        // Wakes it where it waits for the walk.
        free.offer(new Chunk(0, 1));
        boolean interrupted = false;
        while (true) {
            try {
                thread.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Pages one behind the other, each run at least once in full, or said to be too long. */
    private static final class Chunk {
        private final ByteBuffer bytes;
        private final long[] page;
        private final int[] position;
        /** In pages; 0 for a run that is too long to be handed over. */
        private final int[] length;
        private int count;
        private int end;

        /** A chunk has fewer entries than pages: each entry was looked for in at least one of its own. */
        Chunk(int capacity, int pageSize) {
            bytes = DirectBuffers.allocate(capacity);
            page = new long[capacity / pageSize + 1];
            position = new int[page.length];
            length = new int[page.length];
        }

        void add(long run, int at, int pages) {
            page[count] = run;
            position[count] = at;
            length[count] = pages;
            count++;
        }

        void clear() {
            count = 0;
            end = 0;
        }
    }
}
