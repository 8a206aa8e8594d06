package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.time.Duration;

/** An answer was not complete in time. The message says what was asked for and how long the wait was. */
final class AnswerTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * @param asked  what was asked for, as in "its status"
     * @param waited how long
     */
    AnswerTimeoutException(String asked, Duration waited) {
        super("asked for " + asked + ", waited " + Failure.seconds(waited));
    }
}
