package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import org.etcdrecovery.core.text.Coded;

/** A member did not do what it was asked to do. The message is {@link Failure#sentence()}. */
public final class CallFailedException extends IOException implements Coded {
    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    public CallFailedException(Failure failure, Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    public CallFailedException(Failure failure) {
        super(failure.sentence());
        this.failure = failure;
    }

    /** Why the call failed. */
    public Failure failure() {
        return failure;
    }

    @Override
    public String code() {
        return failure.code();
    }
}
