package org.etcdrecovery.core.packed;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Bytes that are not part of the compressed data follow its end. */
final class BytesBehindException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long count;

    BytesBehindException(long count) {
        super(count + " bytes behind the compressed data");
        this.count = count;
    }

    /**
     * @param read the bytes behind the compressed data that have been read
     * @param rest those that have not
     */
    static BytesBehindException of(long read, InputStream rest) throws IOException {
        return new BytesBehindException(read + rest.transferTo(OutputStream.nullOutputStream()));
    }

    long count() {
        return count;
    }
}
