package org.etcdrecovery.core.report;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

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
     * @throws NoSuchFileException        when their directory is not there
     * @throws IOException                when they cannot be written
     */
    public void write(RecoveryReport report) throws IOException {
        refuse(html);
        refuse(json);
        Path htmlPart = part(html);
        Path jsonPart = part(json);
        try {
            stage(htmlPart, report.toHtml());
            stage(jsonPart, report.toJson());
            publish(jsonPart, htmlPart);
        } finally {
            Files.deleteIfExists(htmlPart);
            Files.deleteIfExists(jsonPart);
        }
        forceDirectory();
    }

    /** The HTML comes last: whoever finds it finds the JSON beside it. */
    private void publish(Path jsonPart, Path htmlPart) throws IOException {
        refuse(json);
        Files.move(jsonPart, json, StandardCopyOption.ATOMIC_MOVE);
        try {
            refuse(html);
            Files.move(htmlPart, html, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(json);
            throw e;
        }
    }

    /** What an earlier attempt left behind under the same name is discarded. */
    private static void stage(Path part, String text) throws IOException {
        Files.deleteIfExists(part);
        try (ReportFile file = ReportFile.create(part)) {
            file.write(text);
        }
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    private static void refuse(Path file) throws FileAlreadyExistsException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new FileAlreadyExistsException(file.toString());
        }
    }

    /** The names are durable only when the directory is; Windows has no way to say that, and does not need it. */
    private void forceDirectory() throws IOException {
        Path directory = html.getParent();
        if (directory != null && directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
                handle.force(true);
            }
        }
    }
}
