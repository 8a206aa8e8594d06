package org.etcdrecovery.cli;

import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.text.ErrorCode;
import org.etcdrecovery.core.text.Words;

/** How a verb says what went wrong, and the number it exits with. */
enum Manners {
    /** As etcdctl and etcdutl do, for those who parse their output. */
    ETCD(ExitCode.ETCD_FAILED, ExitCode.ETCD_FAILED) {
        @Override
        String failure(String verb, String message) {
            return "Error: " + message;
        }

        @Override
        String words(Throwable thrown) {
            return EtcdWords.of(thrown);
        }
    },
    /** With numbers that leave 1 and 2 to the verdict. */
    OWN(ExitCode.USAGE, ExitCode.FAILED) {
        @Override
        String failure(String verb, String message) {
            return verb + ": " + message;
        }

        @Override
        String words(Throwable thrown) {
            return super.words(thrown) + " (" + ErrorCode.of(thrown) + ")";
        }
    };

    private final int usageCode;
    private final int failureCode;

    Manners(int usageCode, int failureCode) {
        this.usageCode = usageCode;
        this.failureCode = failureCode;
    }

    /** The line that tells of a failure. */
    abstract String failure(String verb, String message);

    /** What went wrong, in words. */
    String words(Throwable thrown) {
        return Words.of(thrown);
    }

    final int usageCode() {
        return usageCode;
    }

    final int codeOf(Throwable thrown) {
        return thrown instanceof CancellationException ? ExitCode.CANCELLED : failureCode;
    }
}
