package org.etcdrecovery.console.deliver;

import java.io.IOException;

/** A host of the delivery was not worked on, because it shows a key that ssh does not know. A check tells which. */
public final class UnknownHostException extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param message which host it is */
    UnknownHostException(String message) {
        super(message);
    }
}
