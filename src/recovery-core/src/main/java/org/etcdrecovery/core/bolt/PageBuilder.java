package org.etcdrecovery.core.bolt;

import java.io.IOException;

/** A page under construction. */
interface PageBuilder {
    /** The size in bytes so far, header included. */
    long size();

    /** Writes header, elements and data, {@link #size()} bytes. */
    void writeTo(PageSink sink, long id, int overflow) throws IOException;

    /** Removes all elements. */
    void clear();
}
