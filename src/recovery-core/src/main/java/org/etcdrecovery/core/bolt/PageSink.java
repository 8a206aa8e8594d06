package org.etcdrecovery.core.bolt;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the image that a {@link BoltWriter} makes, from its first byte to its last, and the metas at the end. */
public interface PageSink {
    /** Appends bytes; takes all that remain in the buffer before it returns. */
    void append(ByteBuffer bytes) throws IOException;

    /**
     * Puts the meta pages over the first bytes, which were appended as zeros. Called once, after everything else: an
     * image that was cut off before has no valid meta.
     */
    void overwriteStart(ByteBuffer bytes) throws IOException;
}
