package org.etcdrecovery.core.restore;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;
import org.jspecify.annotations.Nullable;

/** A restore that was not carried out, in words an operator can act on. Nothing startable was left behind. */
public final class RestoreException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    RestoreException(String message) {
        super(message);
    }

    RestoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public String code() {
        return "restore.failed";
    }
}
