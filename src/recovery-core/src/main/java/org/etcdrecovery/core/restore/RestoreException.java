package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.ShownMessage;
import org.jspecify.annotations.Nullable;

/** A restore that was not carried out, in words an operator can act on. Nothing startable was left behind. */
public final class RestoreException extends IOException implements Coded, ShownMessage {
    private static final long serialVersionUID = 1L;

    RestoreException(String message) {
        super(Shown.text(message));
    }

    RestoreException(String message, @Nullable Throwable cause) {
        super(Shown.text(message), cause);
    }

    /** Several reasons, each on a line of its own. */
    RestoreException(List<String> reasons) {
        super(reasons.stream().map(Shown::text).collect(Collectors.joining("\n")));
    }

    @Override
    public String code() {
        return "restore.failed";
    }
}
