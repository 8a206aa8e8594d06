package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;
import org.etcdrecovery.core.text.Shown;
import org.jspecify.annotations.Nullable;

/** A rehearsal could not be tried; the message says what to do. It says nothing about the plan. */
public final class RehearsalException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /** Why it could not be tried. */
    enum Reason {
        /** There is no etcd of the planned version, or what was named is not etcd. */
        NO_ETCD("rehearse.no-etcd"),
        /** The etcd that was named has another version than the plan. */
        OTHER_VERSION("rehearse.other-version"),
        /** The scratch directory has too little free space. */
        NO_SPACE("rehearse.no-space"),
        /** The host has too little free memory. */
        NO_MEMORY("rehearse.no-memory"),
        /** This system lacks something: a shell, or sockets with so long a path. */
        UNSUPPORTED("rehearse.unsupported");

        private final String code;

        Reason(String code) {
            this.code = code;
        }
    }

    private final Reason reason;

    RehearsalException(Reason reason, String message) {
        this(reason, message, null);
    }

    RehearsalException(Reason reason, String message, @Nullable Throwable cause) {
        super(Shown.text(message), cause);
        this.reason = reason;
    }

    @Override
    public String code() {
        return reason.code;
    }
}
