package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;
import org.jspecify.annotations.Nullable;

/** A store does not do what it was asked. The message is meant for an operator. */
public final class StoreException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    /** What an operator can do about it. */
    public enum Kind {
        /** Name something else. */
        WRONG_NAME,
        /** Change how the store is reached, or wait: nothing was tried. */
        NOT_TRIED,
        /** Try again: something was begun and did not end. */
        FAILED
    }

    /** What is wrong. */
    public enum Reason {
        /** The address cannot be one. */
        ADDRESS("store.address", Kind.WRONG_NAME),
        /** The settings contradict each other, or name a file that cannot be used. */
        SETTINGS("store.settings", Kind.NOT_TRIED),
        /** There is no such object, or no such bucket. */
        NOT_FOUND("store.not-found", Kind.WRONG_NAME),
        /** An object of that name exists, and is left as it is. */
        EXISTS("store.exists", Kind.WRONG_NAME),
        /** No credentials were found. */
        NO_CREDENTIALS("store.no-credentials", Kind.NOT_TRIED),
        /** The store does not know the access key. */
        UNKNOWN_KEY("store.unknown-key", Kind.NOT_TRIED),
        /** The secret does not belong to the access key. */
        WRONG_SECRET("store.wrong-secret", Kind.NOT_TRIED),
        /** These credentials may not do that. */
        DENIED("store.denied", Kind.NOT_TRIED),
        /** A presigned URL, or temporary credentials, are no longer valid. */
        EXPIRED("store.expired", Kind.NOT_TRIED),
        /** The clock of this machine is wrong. */
        CLOCK("store.clock", Kind.NOT_TRIED),
        /** The bucket is in another region. */
        REGION("store.region", Kind.NOT_TRIED),
        /** No connection. */
        UNREACHABLE("store.unreachable", Kind.NOT_TRIED),
        /** The certificate cannot be verified. */
        TLS("store.tls", Kind.NOT_TRIED),
        /** The store answers that it cannot serve now. */
        UNAVAILABLE("store.unavailable", Kind.NOT_TRIED),
        /** Nothing arrived for too long. */
        STALLED("store.stalled", Kind.FAILED),
        /** The transfer ended early. */
        CUT_SHORT("store.cut-short", Kind.FAILED),
        /** The object was replaced while it was read. */
        CHANGED("store.changed", Kind.FAILED),
        /** What the store holds is not what was sent. */
        DIFFERS("store.differs", Kind.FAILED),
        /** More than can be a snapshot, or more objects than this program lists. */
        TOO_LARGE("store.too-large", Kind.NOT_TRIED),
        /** The store does not offer what is needed. */
        UNSUPPORTED("store.unsupported", Kind.NOT_TRIED),
        /** An answer that fits none of these. */
        OTHER("store.failed", Kind.FAILED);

        private final String code;
        private final Kind kind;

        Reason(String code, Kind kind) {
            this.code = code;
            this.kind = kind;
        }
    }

    private final Reason reason;

    /** @param message what is wrong and what to do, without a full stop at its end */
    public StoreException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param message what is wrong and what to do, without a full stop at its end
     * @param cause   what the library reports
     */
    public StoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** A name is taken. */
    public static StoreException exists(String subject) {
        return new StoreException(Reason.EXISTS,
                subject + " exists already, and is left as it is; choose another name");
    }

    /** A folder holds more than this program lists. */
    static StoreException tooMany(String folder) {
        return new StoreException(Reason.TOO_LARGE, folder + " holds more than " + ObjectStore.MOST_OBJECTS
                + " objects, so it is more than a store of snapshots; name the folder in it that holds them");
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** What an operator can do about it. */
    public Kind kind() {
        return reason.kind;
    }

    @Override
    public String code() {
        return reason.code;
    }
}
