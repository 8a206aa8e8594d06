package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.junit.jupiter.api.Test;

class FailedTest {
    @Test
    void hasTheCodeOfWhatFailed() {
        Failure silent = new Failure(Cause.NO_ANSWER, "It did not answer.", "", "");

        assertThat(Failed.of(new NoSuchFileException("x")).code()).isEqualTo("file.not-found");
        assertThat(Failed.of(new IllegalStateException()).code()).isEqualTo("program.fault");
        assertThat(Failed.of(new CallFailedException(silent)).code()).isEqualTo("endpoint.no-answer");
        assertThat(Failed.of(new CancellationException()).code()).as("the operator knows what that means").isEmpty();
    }

    @Test
    void keepsItsCodeAndDetailsInOtherWords() {
        Failed failed = new Failed("a", "b", "details", false, "file.exists");

        assertThat(failed.saying("c", "d")).isEqualTo(new Failed("c", "d", "details", false, "file.exists"));
    }

    @Test
    void aTraceIsIndentedWithSpaces() {
        RuntimeException thrown = new IllegalStateException("bad", new IllegalArgumentException("worse"));
        thrown.addSuppressed(new IllegalStateException("also"));

        assertThat(Failed.trace(thrown)).contains("    at ").doesNotContain("\t");
    }
}
