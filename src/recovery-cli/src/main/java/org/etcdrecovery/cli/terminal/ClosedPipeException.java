package org.etcdrecovery.cli.terminal;

import java.io.IOException;

/** The reader of standard output has closed it, as {@code head} does. There is nothing to report. */
public final class ClosedPipeException extends IOException {
    private static final long serialVersionUID = 1L;

    /** Its message is for a stack trace only. */
    public ClosedPipeException() {
        super("standard output is closed");
    }

    /** Whether this is why something failed. */
    public static boolean isCauseOf(Throwable thrown) {
        return thrown instanceof ClosedPipeException || thrown.getCause() instanceof ClosedPipeException;
    }
}
