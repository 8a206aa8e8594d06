package org.etcdrecovery.core.rescue.replay;

/** An entry whose data is not a request that this program knows. The message says why. */
final class UnreadableRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableRequestException(String message) {
        super(message);
    }

    UnreadableRequestException(String message, Throwable cause) {
        super(message, cause);
    }
}
