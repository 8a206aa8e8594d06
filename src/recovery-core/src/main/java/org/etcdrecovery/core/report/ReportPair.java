package org.etcdrecovery.core.report;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Locale;
import org.etcdrecovery.core.files.AtomicFile;

/**
 * A report as HTML for people and as JSON for scripts, side by side under one base name. Both are complete and on disk
 * before the first gets its name, and a failure leaves neither behind.
 *
 * @param html the path of the HTML file
 * @param json the path of the JSON file
 */
public record ReportPair(Path html, Path json) {
    /** Returns the pair for the path of either file, or for their path without an extension. */
    public static ReportPair of(Path file) {
        String name = String.valueOf(file.getFileName());
        String lower = name.toLowerCase(Locale.ROOT);
        String base = lower.endsWith(".html") || lower.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
        Path absolute = file.toAbsolutePath();
        return new ReportPair(absolute.resolveSibling(base + ".html"), absolute.resolveSibling(base + ".json"));
    }

    /**
     * Writes both, readable by the owner only, because a report names hosts and paths.
     *
     * @param page     the report as HTML
     * @param document the report as JSON
     * @throws FileAlreadyExistsException if either file exists; both are left unchanged
     * @throws IOException                if they cannot be written, for example because their directory does not exist
     */
    public void write(String page, String document) throws IOException {
        try (AtomicFile jsonFile = AtomicFile.fresh(json); AtomicFile htmlFile = AtomicFile.fresh(html)) {
            jsonFile.write(document);
            htmlFile.write(page);
            jsonFile.publish();
            try {
                // Last, so that there is never an HTML file without its JSON.
                htmlFile.publish();
            } catch (IOException | RuntimeException e) {
                if (!htmlFile.isPublished()) {
                    jsonFile.withdraw(e);
                }
                throw e;
            }
        }
    }
}
