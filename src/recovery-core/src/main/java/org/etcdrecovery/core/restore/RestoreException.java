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

    private final boolean refusal;

    RestoreException(String message) {
        this(message, null);
    }

    RestoreException(String message, @Nullable Throwable cause) {
        super(Shown.text(message), cause);
        refusal = false;
    }

    private RestoreException(List<String> reasons) {
        super(reasons.stream().map(Shown::text).collect(Collectors.joining("\n")));
        refusal = true;
    }

    /** Something that the operator has to change first; the reasons, one per line. */
    static RestoreException refusal(List<String> reasons) {
        return new RestoreException(reasons);
    }

    /** As {@link #refusal(List)}, with one reason. */
    static RestoreException refusal(String reason) {
        return new RestoreException(List.of(reason));
    }

    /** Whether nothing failed, but the operator has to change something first. */
    public boolean isRefusal() {
        return refusal;
    }

    @Override
    public String code() {
        return "restore.failed";
    }
}
