package org.etcdrecovery.cli.verb;

import java.util.concurrent.CancellationException;
import org.etcdrecovery.cli.terminal.ExitCode;
import org.etcdrecovery.cli.text.EtcdWords;
import org.etcdrecovery.core.text.ErrorCode;
import org.etcdrecovery.core.text.Words;

/** How a verb says what went wrong, and the number it exits with. */
public enum Manners {
    /** As etcdctl and etcdutl do, for those who parse their output. */
    ETCD(ExitCode.ETCD_FAILED, ExitCode.ETCD_FAILED) {
        @Override
        public String failure(String verb, String message) {
            return "Error: " + message;
        }

        @Override
        public String words(Throwable thrown) {
            return EtcdWords.of(thrown);
        }
    },
    /** With numbers that leave 1 and 2 to the verdict. */
    OWN(ExitCode.USAGE, ExitCode.FAILED) {
        @Override
        public String failure(String verb, String message) {
            return verb + ": " + message;
        }

        @Override
        public String words(Throwable thrown) {
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
    public abstract String failure(String verb, String message);

    /** What went wrong, in words. */
    public String words(Throwable thrown) {
        return Words.of(thrown);
    }

    public final int usageCode() {
        return usageCode;
    }

    public final int codeOf(Throwable thrown) {
        return thrown instanceof CancellationException ? ExitCode.CANCELLED : failureCode;
    }
}
