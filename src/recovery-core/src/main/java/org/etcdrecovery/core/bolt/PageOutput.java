package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.etcdrecovery.core.bytes.DirectBuffers;

/** Numbers pages in the order in which they are written. */
final class PageOutput {
    private final PageSink sink;
    private final ByteBuffer zeros;
    private final int pageSize;
    private long nextPage;

    PageOutput(PageSink sink, int pageSize) {
        this.sink = sink;
        this.pageSize = pageSize;
        this.zeros = DirectBuffers.allocate(pageSize);
    }

    int pageSize() {
        return pageSize;
    }

    /** The number of the next page to write. */
    long nextPage() {
        return nextPage;
    }

    /** Writes pages of zeros, to be overwritten later. */
    void skip(int pages) throws IOException {
        for (int i = 0; i < pages; i++) {
            sink.append(zeros.duplicate());
        }
        nextPage += pages;
    }

    /** Writes a leaf or branch as a run of as many pages as it needs, clears it, and returns the first page number. */
    long write(PageBuilder page) throws IOException {
        long id = nextPage;
        int pages = pagesFor(page.size());
        page.writeTo(sink, id, pages - 1);
        int rest = (int) ((long) pages * pageSize - page.size());
        if (rest > 0) {
            sink.append(zeros.duplicate().limit(rest));
        }
        nextPage += pages;
        page.clear();
        return id;
    }

    /** The number of pages that this many bytes need. */
    int pagesFor(long size) {
        return Math.toIntExact((size + pageSize - 1) / pageSize);
    }
}
