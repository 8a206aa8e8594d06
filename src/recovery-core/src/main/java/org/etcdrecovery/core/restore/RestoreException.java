package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.ShownMessage;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a restore was not carried out; the message says what to do. Nothing is left behind that a server could
 * start from.
 */
public final class RestoreException extends IOException implements Coded, ShownMessage {
    private static final long serialVersionUID = 1L;

    RestoreException(String message) {
        super(Shown.text(message));
    }

    RestoreException(String message, @Nullable Throwable cause) {
        super(Shown.text(message), cause);
    }

    /** Joins several reasons, one per line. */
    RestoreException(List<String> reasons) {
        super(reasons.stream().map(Shown::text).collect(Collectors.joining("\n")));
    }

    @Override
    public String code() {
        return "restore.failed";
    }
}
