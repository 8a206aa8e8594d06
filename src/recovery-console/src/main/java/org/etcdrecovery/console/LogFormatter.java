package org.etcdrecovery.console;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.etcdrecovery.core.text.Shown;
import org.etcdrecovery.core.text.Trace;
import org.etcdrecovery.core.text.UrlText;

/**
 * Formats a record as one line, followed by its stack trace if there is one. Messages may quote a server or a file;
 * they are escaped, so that nothing from outside can begin a line, and lose the logins of URLs.
 */
final class LogFormatter extends Formatter {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxx",
            Locale.ROOT);

    @Override
    public String format(LogRecord record) {
        String time = TIME.format(record.getInstant().truncatedTo(ChronoUnit.MILLIS).atZone(ZoneId.systemDefault()));
        String trace = record.getThrown() == null ? "" : Trace.of(record.getThrown());
        return time + " " + record.getLevel() + " " + Shown.name(String.valueOf(record.getLoggerName())) + ": "
                + UrlText.withoutLogins(Shown.message(formatMessage(record)) + "\n" + trace);
    }
}
