package org.etcdrecovery.core.store.objects;

import java.io.IOException;

/** A connection broke. What has arrived before is good, and another connection may bring the rest. */
final class BrokenConnectionException extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenConnectionException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
