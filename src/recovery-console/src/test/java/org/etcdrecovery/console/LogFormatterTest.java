package org.etcdrecovery.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogFormatterTest {
    private static final String BAD = "x\r\n2026-01-01 SEVERE forged: y\u001b[2J\u202e";

    @Test
    void nothingFromOutsideBeginsALine() {
        LogRecord record = new LogRecord(Level.WARNING, "could not {0}");
        record.setInstant(Instant.parse("2026-03-14T02:11:09.123456Z"));
        record.setLoggerName("io.grpc");
        record.setParameters(new Object[]{BAD});
        record.setThrown(new IOException(BAD));

        String lines = new LogFormatter().format(record);

        assertThat(lines.lines().findFirst().orElseThrow()).matches(
                "2026-03-1\\dT\\d\\d:\\d\\d:09\\.123[+-]\\d{4} WARNING io\\.grpc: could not x\\\\r\\\\n2026-01-01 SEVERE forged: .*");
        assertThat(lines.lines().skip(1)).noneMatch(line -> line.startsWith("2026"));
        assertThat(lines).doesNotContain("\r", "\u001b", "\u202e").endsWith("\n");
    }

    @Test
    void loginsInUrlsAreLeftOut() {
        LogRecord record = new LogRecord(Level.WARNING, "no answer from https://root:hunter2@10.0.0.1:2379");
        record.setThrown(new IOException("refused: http://root:hunter2@10.0.0.1:2379"));

        assertThat(new LogFormatter().format(record)).contains("https://***@10.0.0.1:2379", "http://***@10.0.0.1:2379")
                .doesNotContain("hunter2");
    }
}
