package org.etcdrecovery.core.snapshot;

import java.io.IOException;

/** A revision that a file cannot answer for; the message is etcd's. */
public final class RevisionException extends IOException {
    private static final long serialVersionUID = 1L;

    RevisionException(String message) {
        super(message);
    }
}
