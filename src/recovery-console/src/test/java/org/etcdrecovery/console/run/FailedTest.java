package org.etcdrecovery.console.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailedTest {
    @Test
    void aTraceIsIndentedWithSpaces() {
        RuntimeException thrown = new IllegalStateException("bad", new IllegalArgumentException("worse"));
        thrown.addSuppressed(new IllegalStateException("also"));

        assertThat(Failed.trace(thrown)).contains("    at ").doesNotContain("\t");
    }
}
