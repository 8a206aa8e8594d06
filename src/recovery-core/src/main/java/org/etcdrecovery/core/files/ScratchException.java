package org.etcdrecovery.core.files;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;
import org.jspecify.annotations.Nullable;

/** There is no room for a temporary file, or no place that may be used for one. */
public final class ScratchException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the place. */
    public enum Reason {
        /** The file system has too little free space. */
        FULL("scratch.full"),
        /** The directory does not exist, cannot be written, or is in memory. */
        UNUSABLE("scratch.unusable");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    private final Reason reason;

    ScratchException(Reason reason, String message) {
        this(reason, message, null);
    }

    ScratchException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    @Override
    public String code() {
        return reason.code;
    }
}
