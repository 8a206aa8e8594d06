package org.etcdrecovery.core.text;

import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.etcdrecovery.core.bytes.MalformedDataException;

/** Finds the stable code of a failure, to go with the sentence that {@link ErrorMessages} gives. */
public final class ErrorCode {
    private static final Set<String> OF_THE_PATH = Set.of("file.not-found", "file.no-permission", "file.exists",
            "file.not-a-directory", "file.link-loop", "file.not-usable");

    private ErrorCode() {}

    /**
     * Whether what was named is not there, is something else or taken, or may not be used by this user, so that nothing
     * failed: the operator has to name something else.
     */
    public static boolean isOfThePath(Throwable thrown) {
        return OF_THE_PATH.contains(of(thrown));
    }

    /** The code of a failure; {@code program.fault} or {@code io.failed} if its type has none. */
    public static String of(Throwable thrown) {
        return switch (thrown) {
            case Coded coded -> coded.code();
            case MalformedDataException e -> switch (e.kind()) {
                case DAMAGED -> "file.damaged";
                case UNSUPPORTED_VERSION -> "file.version";
                case NOT_THIS_FORMAT -> "file.foreign";
            };
            case NoSuchFileException _ -> "file.not-found";
            case AccessDeniedException _ -> "file.no-permission";
            case FileAlreadyExistsException _ -> "file.exists";
            case DirectoryNotEmptyException _ -> "file.not-empty";
            case NotDirectoryException _ -> "file.not-a-directory";
            case FileSystemLoopException _ -> "file.link-loop";
            case ReadOnlyFileSystemException _ -> "file.read-only";
            case FileNotFoundException _ -> "file.not-usable";
            case FileSystemException e -> SystemReason.of(e.getReason()).map(SystemReason::code).orElse("file.failed");
            case InvalidPathException _ -> "file.name";
            case CancellationException _ -> "program.cancelled";
            case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case ExecutionException e when e.getCause() != null -> of(e.getCause());
            case OutOfMemoryError _ -> "program.memory";
            case RuntimeException _,Error _ -> "program.fault";
            default -> "io.failed";
        };
    }
}
