package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.files.UnsuitablePathException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorCodeTest {
    @Test
    void aFailureHasTheCodeOfItsKind() {
        assertThat(ErrorCode.of(new NoSuchFileException("x"))).isEqualTo("file.not-found");
        assertThat(ErrorCode.of(new AccessDeniedException("x"))).isEqualTo("file.no-permission");
        assertThat(ErrorCode.of(new EOFException())).isEqualTo("io.failed");
        assertThat(ErrorCode.of(new CancellationException())).isEqualTo("program.cancelled");
        assertThat(ErrorCode.of(new IllegalStateException())).isEqualTo("program.fault");
        assertThat(ErrorCode.of(new OutOfMemoryError())).isEqualTo("program.memory");
    }

    /** Java has no types for these. */
    @ParameterizedTest
    @CsvSource({"Is a directory, file.not-usable, true", "Read-only file system, file.not-usable, true",
            "File name too long, file.not-usable, true", "Not a directory, file.not-a-directory, true",
            "Too many levels of symbolic links, file.link-loop, true", "No space left on device, file.failed, false",
            "Disk quota exceeded, file.failed, false", "Input/output error, file.failed, false",
            "Too many open files, file.failed, false", "Text file busy, file.failed, false"})
    void whatTheSystemSaysOfAPathIsNoFailure(String reason, String code, boolean ofThePath) {
        FileSystemException failure = new FileSystemException("x", null, reason);

        assertThat(ErrorCode.of(failure)).isEqualTo(code);
        assertThat(ErrorCode.isOfThePath(failure)).isEqualTo(ofThePath);
    }

    @Test
    void whatIsNamedWronglyIsNoFailure() {
        assertThat(List.of(new NoSuchFileException("x"), new AccessDeniedException("x"),
                new FileAlreadyExistsException("x"), new NotDirectoryException("x"), new FileSystemLoopException("x"),
                new UnsuitablePathException(Path.of("x"), "y"), new UncheckedIOException(new NoSuchFileException("x"))))
                .allMatch(ErrorCode::isOfThePath);
        assertThat(List.of(new EOFException(), new FileSystemException("x"), new IllegalStateException()))
                .noneMatch(ErrorCode::isOfThePath);
    }

    @Test
    void whatWrapsAFailureHasItsCode() {
        IOException missing = new NoSuchFileException("x");
        assertThat(ErrorCode.of(new UncheckedIOException(missing))).isEqualTo("file.not-found");
        assertThat(ErrorCode.of(new CompletionException(missing))).isEqualTo("file.not-found");
    }

    @Test
    void malformedDataHasTheCodeOfTheFindingThatItBecomes() {
        assertThat(ErrorCode.of(MalformedDataException.damaged("x", 0, "a", "b"))).isEqualTo("file.damaged");
        assertThat(ErrorCode.of(new MalformedDataException(Kind.NOT_THIS_FORMAT, "x", 0, "a", "b")))
                .isEqualTo("file.foreign");
    }

    @ParameterizedTest
    @EnumSource
    void eachCauseOfAFailedCallHasACode(Cause cause) {
        assertThat(ErrorCode.of(new CallFailedException(new Failure(cause, "what", "advice", ""))))
                .matches("endpoint\\.[a-z][a-z-]*");
    }
}
