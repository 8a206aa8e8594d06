package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
