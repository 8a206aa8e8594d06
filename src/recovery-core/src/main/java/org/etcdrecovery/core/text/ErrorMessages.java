package org.etcdrecovery.core.text;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Turns an exception into one sentence for an operator: what is wrong, and what to do if that is not obvious. */
public final class ErrorMessages {
    private ErrorMessages() {}

    /**
     * Returns the sentence, which is never empty and has no full stop at its end. It is one line, escaped by
     * {@link Shown}, unless the exception {@link ShownMessage has escaped} its message itself; then it may have
     * several.
     */
    public static String of(Throwable thrown) {
        return switch (thrown) {
            case ShownMessage _ -> message(thrown);
            case UncheckedIOException e -> of(Objects.requireNonNullElse(e.getCause(), e));
            case CompletionException e when e.getCause() != null -> of(e.getCause());
            case ExecutionException e when e.getCause() != null -> of(e.getCause());
            default -> Shown.text(sentence(thrown));
        };
    }

    private static String sentence(Throwable thrown) {
        return switch (thrown) {
            case NoSuchFileException e ->
                (e.getFile().isEmpty() ? "“”" : e.getFile()) + ": there is no such file or directory";
            case AccessDeniedException e -> e.getFile() + ": this user may not read or write it";
            case FileAlreadyExistsException e -> e.getFile() + ": " + Objects.requireNonNullElse(e.getReason(),
                    "exists already, and is left as it is");
            case DirectoryNotEmptyException e -> e.getFile() + ": is not empty, and is left as it is";
            case NotDirectoryException e -> e.getFile() + ": is not a directory";
            case FileSystemLoopException e -> e.getFile() + ": symbolic links lead in a circle";
            case FileSystemException e -> e.getFile() + ": " + reason(e.getReason());
            case FileNotFoundException e -> message(e);
            case ReadOnlyFileSystemException _ -> "the file system is read-only";
            case InvalidPathException e -> nameThatCannotBe(e);
            case CancellationException _ -> "cancelled";
            case DirectoryIteratorException e when e.getCause() != null -> of(e.getCause());
            case IOException e -> reason(message(e));
            case OutOfMemoryError _ -> "the memory of " + HumanSize.of(Runtime.getRuntime().maxMemory())
                    + " that Java may use is not enough; JAVA_TOOL_OPTIONS=-Xmx2g allows more";
            case RuntimeException _,Error _ -> "this is a fault of the program itself (" + thrown.getClass()
                    .getSimpleName() + "); its log, or what it prints with --debug, helps to fix it";
            default -> message(thrown);
        };
    }

    /** What the operating system gives as a reason, reworded where that helps to see what to do. */
    public static String reason(@Nullable String system) {
        if (system == null || system.isEmpty()) {
            return "the operating system gives no reason";
        }
        return SystemReason.of(system).map(SystemReason::words).orElse(system);
    }

    private static String nameThatCannotBe(InvalidPathException e) {
        return "'" + e.getInput() + "' cannot be the name of a file here (" + e.getReason()
                + "); if it has letters beyond ASCII, set LC_ALL=C.UTF-8";
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isEmpty() ? thrown.getClass().getSimpleName() : message;
    }
}
