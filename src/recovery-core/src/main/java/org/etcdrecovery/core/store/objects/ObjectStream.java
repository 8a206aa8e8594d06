package org.etcdrecovery.core.store.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An object that is being read.
 *
 * @param bytes the bytes from where the reading begins
 * @param from  where it begins: 0 if the store does not begin elsewhere
 * @param size  the size of the whole object, if the store states it
 * @param etag  the tag of its content, if the store states one
 * @param abort ends the transfer without reading the rest
 */
record ObjectStream(InputStream bytes, long from, OptionalLong size, Optional<String> etag, Closeable abort)
        implements
            Closeable {
    @Override
    public void close() throws IOException {
        abort.close();
    }
}
