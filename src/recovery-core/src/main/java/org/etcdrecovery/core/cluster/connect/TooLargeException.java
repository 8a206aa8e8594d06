package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;

/** An answer beyond one of the {@link Limits}. The message completes "answered with". */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
