package org.etcdrecovery.cli.terminal;

import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.ScratchException;
import org.etcdrecovery.core.files.UnsuitablePathException;
import org.etcdrecovery.core.packed.RefusedException;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.rescue.NotADataDirectoryException;
import org.etcdrecovery.core.restore.RestoreException;
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

    /** What the system says of a path that cannot be used for the purpose; Java has no types for these. */
    private static final Set<String> OF_THE_PATH = Set.of("is a directory", "not a directory", "read-only file system",
            "file name too long");

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

    public final int usageCode() {
        return usageCode;
    }

    public final int codeOf(Throwable thrown) {
        return switch (thrown) {
            case CancellationException _ -> ExitCode.CANCELLED;
            case InvalidPlanException _ -> usageCode;
            case RefusedException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case NotADataDirectoryException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case RestoreException e when this == OWN && e.isRefusal() -> ExitCode.REFUSED;
            case MalformedDataException _,FileNotFoundException _ when this == OWN -> ExitCode.NOT_RESTORABLE;
            case ScratchException _ when this == OWN -> ExitCode.NOT_TRIED;
            case FileSystemException e when this == OWN && isOperatorsToSolve(e) -> ExitCode.REFUSED;
            default -> failureCode;
        };
    }

    /** What was named is not there, is something else, is taken, or this user may not use it. Nothing failed. */
    private static boolean isOperatorsToSolve(FileSystemException e) {
        return e instanceof UnsuitablePathException || e instanceof NoSuchFileException
                || e instanceof AccessDeniedException || e instanceof FileAlreadyExistsException
                || e instanceof NotDirectoryException || e instanceof FileSystemLoopException
                || OF_THE_PATH.contains(String.valueOf(e.getReason()).toLowerCase(Locale.ROOT));
    }
}
