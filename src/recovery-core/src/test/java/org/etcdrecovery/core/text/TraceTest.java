package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TraceTest {
    @Test
    void looksAsJavaPrintsIt() {
        IOException thrown = new IOException("cannot", new IllegalStateException("since"));
        thrown.addSuppressed(new IOException("also"));
        assertThat(Trace.of(thrown)).startsWith("java.io.IOException: cannot\n\tat org.etcdrecovery.")
                .contains("\n\tSuppressed: java.io.IOException: also\n\t\tat ")
                .contains("\nCaused by: java.lang.IllegalStateException: since\n\tat ")
                .endsWith("\n");
    }

    @Test
    void aMessageBeginsNoLine() {
        String bad = "x\r\n\tat forged\nWARNING forged\u001b[2J\u2028";
        IOException thrown = new IOException(bad, new IOException(bad));
        thrown.addSuppressed(new IOException(bad));
        assertThat(Trace.of(thrown).lines()).noneMatch(line -> line.strip().startsWith("at forged"))
                .noneMatch(line -> line.startsWith("WARNING"))
                .allSatisfy(line -> assertThat(line.replace("\t", "").codePoints()).noneMatch(Shown::isHidden));
    }

    @Test
    void endsWhereCausesLeadInACircle() {
        IOException first = new IOException("first");
        first.addSuppressed(new IOException("second", first));
        assertThat(Trace.of(first)).containsOnlyOnce("Suppressed: ");
    }
}
