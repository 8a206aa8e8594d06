package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.SourceDatabase.Kind;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.snapshot.DatabaseReader;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/** Reads all databases in a member's directory. */
final class Databases {
    private static final Pattern RECEIVED = Pattern.compile("([0-9a-f]{16})\\.snap\\.db");
    private static final String OWN = "db";
    private static final String DEFRAGMENTED = "db.tmp.";
    /** More than a directory has after years, of each kind. */
    static final int MAX_FILES = 8;

    private final DirectoryLayout layout;
    private final Progress progress;
    private final List<SourceDatabase> found = new ArrayList<>();
    private final List<Finding> findingsOfOwn = new ArrayList<>();
    private int notRead;

    private Databases(DirectoryLayout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    static Databases in(DirectoryLayout layout, Progress progress) throws IOException {
        Databases databases = new Databases(layout, progress);
        databases.read();
        return databases;
    }

    /** All of them: first the server's own, if it is there. */
    List<SourceDatabase> all() {
        return found;
    }

    /** The findings in the server's own. */
    List<Finding> findingsOfOwn() {
        return findingsOfOwn;
    }

    /** The server's own; empty if there is no such file. */
    Optional<SourceDatabase> own() {
        return found.stream().filter(database -> database.kind() == Kind.OWN).findFirst();
    }

    /**
     * The one to begin with: the newest that can be used, as it needs the fewest entries of the log. Of equal ones, the
     * server's own.
     */
    Optional<SourceDatabase> best() {
        return found.stream()
                .filter(database -> database.facts().isPresent())
                .reduce((best, other) -> Long
                        .compareUnsigned(index(other), index(best)) > 0 ? other : best);
    }

    static long index(SourceDatabase database) {
        return database.facts().map(DatabaseFacts::consistentIndex).orElse(0L);
    }

    private void read() throws IOException {
        if (Files.isRegularFile(layout.database())) {
            found.add(read(layout.database(), Kind.OWN, findingsOfOwn));
        }
        if (!Files.isDirectory(layout.snapDir())) {
            return;
        }
        List<Path> files = Directories.list(layout.snapDir())
                .stream()
                .filter(file -> !file.equals(layout.database()) && Files.isRegularFile(file))
                .toList();
        read(Kind.RECEIVED, files.stream()
                .filter(file -> RECEIVED.matcher(name(file)).matches())
                .sorted(Comparator.comparing(Databases::name).reversed())
                .toList());
        read(Kind.DEFRAGMENTED, files.stream()
                .filter(file -> name(file).startsWith(DEFRAGMENTED))
                .sorted(Comparator.comparing(Databases::modified).reversed())
                .toList());
    }

    /** Reads the first files. */
    private void read(Kind kind, List<Path> files) throws IOException {
        for (Path file : files.stream().limit(MAX_FILES).toList()) {
            found.add(complete(read(file, kind, new ArrayList<>())));
        }
        notRead += Math.max(0, files.size() - MAX_FILES);
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** How many files were not read because there are too many. */
    int notRead() {
        return notRead;
    }

    private SourceDatabase read(Path path, Kind kind, List<Finding> findings) throws IOException {
        try (SnapshotFile file = SnapshotFile.open(path)) {
            Optional<DatabaseFacts> facts = DatabaseReader.read(file,
                    finding -> findings.add(finding.in(path.toString())), progress);
            String problem = facts.isPresent()
                    ? ""
                    : findings.stream()
                            .filter(finding -> finding.severity().preventsRestore())
                            .map(Finding::summary)
                            .findFirst()
                            .orElse("It is damaged");
            return new SourceDatabase(path, kind, file.size(), facts, problem);
        } catch (IOException e) {
            if (!ByteSource.isDiskError(e)) {
                throw e;
            }
            findings.add(SourceTexts.unreadable(path));
            return new SourceDatabase(path, kind, Files.size(path), Optional.empty(),
                    "The disk cannot read all of it; a salvage takes out of it what it can");
        }
    }

    /** A sound tree is not enough: a defragmentation commits after every 10 000 records. */
    private static SourceDatabase complete(SourceDatabase database) {
        long index = index(database);
        if (database.facts().isEmpty()) {
            return database;
        }
        if (index == 0) {
            return unusable(database, "It is not complete: it does not say which entries it holds");
        }
        return database;
    }

    /** Whether a file in a member's directory is a database by its name. */
    static boolean isDatabaseName(Path file) {
        String name = name(file);
        return name.equals(OWN) || name.startsWith(DEFRAGMENTED) || RECEIVED.matcher(name).matches();
    }

    private static SourceDatabase unusable(SourceDatabase database, String problem) {
        return new SourceDatabase(database.file(), database.kind(), database.size(), Optional.empty(), problem);
    }

    /** The index in the name of a received database; 0 for others. */
    static long named(Path file) {
        Matcher matcher = RECEIVED.matcher(name(file));
        return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
