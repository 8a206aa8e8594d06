package org.etcdrecovery.core.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import org.etcdrecovery.core.files.AtomicFile;

/**
 * A report as HTML for people and as JSON for scripts, beside each other under one name. Both are complete and on the
 * disk before the first takes its name, and a failure leaves neither behind.
 *
 * @param html where the HTML stands
 * @param json where the JSON stands
 */
public record ReportPair(Path html, Path json) {
    /** The two files for one of their names, or for a name without either ending. */
    public static ReportPair of(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        String base = lower.endsWith(".html") || lower.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        Path absolute = file.toAbsolutePath();
        return new ReportPair(absolute.resolveSibling(base + ".html"), absolute.resolveSibling(base + ".json"));
    }

    /**
     * Writes both, readable by their owner only: a report names hosts and paths.
     *
     * @throws FileAlreadyExistsException when one of them is there already; both are left as they are
     * @throws IOException                when they cannot be written, for example because their directory is not there
     */
    public void write(RecoveryReport report) throws IOException {
        try (AtomicFile jsonFile = AtomicFile.fresh(json); AtomicFile htmlFile = AtomicFile.fresh(html)) {
            jsonFile.write(report.toJson());
            htmlFile.write(report.toHtml());
            jsonFile.publish();
            try {
                // Last, so that the JSON is beside it whenever the HTML is there.
                htmlFile.publish();
            } catch (IOException e) {
                jsonFile.withdraw();
                throw e;
            }
        }
    }
}
