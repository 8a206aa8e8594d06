package org.etcdrecovery.cli.terminal;

import java.io.FileNotFoundException;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.ScratchException;
import org.etcdrecovery.core.packed.RefusedException;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.rescue.NotADataDirectoryException;
import org.etcdrecovery.core.restore.RestoreException;
import org.etcdrecovery.core.store.objects.StoreException;
import org.etcdrecovery.core.text.ErrorCode;
import org.etcdrecovery.core.text.ErrorMessages;

/** How a verb reports failures, and its exit codes for them. */
public enum FailureStyle {
    /** As etcdctl and etcdutl do, for scripts that parse their output. */
    ETCD(ExitCode.ETCD_FAILED, ExitCode.ETCD_FAILED) {
        @Override
        public String failure(String verb, String message) {
            return "Error: " + message;
        }

        @Override
        public String message(Throwable thrown) {
            return EtcdErrorMessages.of(thrown);
        }
    },
    /** With exit codes that leave 1 and 2 to the verdict. */
    OWN(ExitCode.USAGE, ExitCode.FAILED) {
        @Override
        public String failure(String verb, String message) {
            return verb + ": " + message;
        }

        @Override
        public String message(Throwable thrown) {
            return super.message(thrown) + " (" + ErrorCode.of(thrown) + ")";
        }
    };

    private final int usageCode;
    private final int failureCode;

    FailureStyle(int usageCode, int failureCode) {
        this.usageCode = usageCode;
        this.failureCode = failureCode;
    }

    /** The line that reports a failure. */
    public abstract String failure(String verb, String message);

    /** The description of what went wrong. */
    public String message(Throwable thrown) {
        return ErrorMessages.of(thrown);
    }

    /** The exit code of a command line that cannot be understood. */
    public final int usageCode() {
        return usageCode;
    }

    /** The exit code of a verb that ended with an exception. */
    public final int codeOf(Throwable thrown) {
        return switch (thrown) {
            case CancellationException _ -> ExitCode.ofSignal();
            case InvalidPlanException _ -> usageCode;
            case RefusedException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case NotADataDirectoryException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case RestoreException e when this == OWN && e.isRefusal() -> ExitCode.REFUSED;
            case MalformedDataException _,FileNotFoundException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case ScratchException _ when this == OWN -> ExitCode.NOT_TRIED;
            case StoreException e when this == OWN -> switch (e.kind()) {
                case WRONG_NAME -> ExitCode.REFUSED;
                case NOT_TRIED -> ExitCode.NOT_TRIED;
                case FAILED -> ExitCode.FAILED;
            };
            default -> this == OWN && ErrorCode.isOfThePath(thrown) ? ExitCode.REFUSED : failureCode;
        };
    }
}
