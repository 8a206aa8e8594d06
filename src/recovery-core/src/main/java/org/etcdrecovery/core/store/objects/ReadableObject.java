package org.etcdrecovery.core.store.objects;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** One object that can be read, from any place on. */
interface ReadableObject extends Closeable {
    /** How messages name it. */
    String shown();

    /**
     * Begins to read.
     *
     * @param from where to begin
     * @param etag the tag of the content that is read; without one, or if the content has another by now, the reading
     *             begins at 0 or fails
     * @throws StoreException if the store does not hand it out
     */
    ObjectStream open(long from, Optional<String> etag) throws IOException;
}
