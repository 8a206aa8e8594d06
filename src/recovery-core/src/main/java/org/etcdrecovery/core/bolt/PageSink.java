package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives the image that a {@link BoltWriter} makes, from the first byte to the last, and finally the metas. */
public interface PageSink {
    /** Appends all remaining bytes of the buffer. */
    void append(ByteBuffer bytes) throws IOException;

    /**
     * Overwrites the first bytes, which were appended as zeros, with the meta pages. Called once, after everything
     * else, so an image that was cut off earlier has no valid meta.
     */
    void overwriteStart(ByteBuffer bytes) throws IOException;
}
