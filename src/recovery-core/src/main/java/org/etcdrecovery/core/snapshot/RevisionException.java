package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** Thrown if a revision has been compacted or is in the future; the message is etcd's. */
public final class RevisionException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    RevisionException(String message) {
        super(message);
    }

    @Override
    public String code() {
        return "keyspace.revision";
    }
}
