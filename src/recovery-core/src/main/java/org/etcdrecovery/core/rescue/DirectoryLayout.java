package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.snapshot.TrailingHash;
import org.etcdrecovery.core.text.Listed;
import org.etcdrecovery.core.wal.SegmentName;

/**
 * The paths of a member's files.
 *
 * <pre>
 * DIR/member/snap/db                     the database
 * DIR/member/snap/%016x-%016x.snap       raft snapshots
 * DIR/member/snap/%016x.snap.db          databases received from a leader
 * DIR/member/wal/%016x-%016x.wal         the log, unless --wal-dir puts it elsewhere
 * </pre>
 *
 * @param dataDir  the data directory; for a database or a log outside one, the directory that holds it
 * @param database where its database should be
 * @param walDir   where its log should be
 */
record DirectoryLayout(Path dataDir, Path database, Path walDir) {
    private static final String MEMBER = "member";
    private static final String SNAP = "snap";
    private static final String WAL = "wal";
    private static final String DATABASE = "db";
    private static final int SHOWN_NAMES = 3;

    /**
     * Finds all paths from one of them.
     *
     * @throws NotADataDirectoryException if the path names something else
     * @throws IOException                if the path does not exist or cannot be read
     */
    static DirectoryLayout of(Path named) throws IOException {
        Path path = named.toAbsolutePath().normalize();
        if (Files.isDirectory(path)) {
            return ofDirectory(path);
        }
        if (!Files.exists(path)) {
            throw new NoSuchFileException(named.toString());
        }
        requireDatabase(path);
        Path snap = parent(path);
        return Databases.isDatabaseName(path) && isNamed(snap, SNAP)
                ? ofMember(parent(snap))
                : new DirectoryLayout(snap, path, snap.resolve(WAL));
    }

    /** The paths in a data directory that cannot be looked at. */
    static DirectoryLayout ofMissing(Path path) {
        return ofMember(path.resolve(MEMBER));
    }

    DirectoryLayout withWalDir(Path directory) throws NotADataDirectoryException {
        if (!Files.isDirectory(directory)) {
            throw new NotADataDirectoryException(directory, "a WAL directory", Files.exists(directory)
                    ? "a file"
                    : "a path that does not exist", "Give the directory in etcd’s --wal-dir.");
        }
        return new DirectoryLayout(dataDir, database, directory.toAbsolutePath().normalize());
    }

    /** The log in the place where it is without {@code --wal-dir}, if another directory is read and this has segments. */
    Optional<Path> otherLog() throws IOException {
        Path usual = snapDir().resolveSibling(WAL);
        return Files.isDirectory(usual) && !Files.isSameFile(usual, walDir) && !LogSegments.in(usual).files().isEmpty()
                ? Optional.of(usual)
                : Optional.empty();
    }

    /** The directory of the database and of the raft snapshots. */
    Path snapDir() {
        return parent(database);
    }

    private static DirectoryLayout ofDirectory(Path path) throws IOException {
        if (Files.isDirectory(path.resolve(MEMBER))) {
            return ofMember(path.resolve(MEMBER));
        }
        if (Files.isDirectory(path.resolve(SNAP)) || Files.isDirectory(path.resolve(WAL))) {
            return ofMember(path);
        }
        if (Files.isRegularFile(path.resolve(DATABASE)) || holdsDatabase(path)) {
            return isNamed(path, SNAP)
                    ? ofMember(parent(path))
                    : new DirectoryLayout(path, path.resolve(DATABASE), path.resolve(WAL));
        }
        List<String> names = names(path);
        if (names.stream().anyMatch(name -> SegmentName.parse(name).isPresent())) {
            if (isNamed(path, WAL) && Files.isDirectory(path.resolveSibling(SNAP))) {
                return ofMember(parent(path));
            }
            // The log alone may be enough.
            return new DirectoryLayout(path, path.resolve(DATABASE), path);
        }
        throw new NotADataDirectoryException(path, names.isEmpty()
                ? "an empty directory"
                : "a directory with " + (names.size() > SHOWN_NAMES
                        ? String.join(", ", names.subList(0, SHOWN_NAMES)) + " and "
                                + (names.size() - SHOWN_NAMES) + " more"
                        : Listed.and(names)),
                "Give the directory in etcd's --data-dir, often /var/lib/etcd.");
    }

    private static boolean holdsDatabase(Path directory) throws IOException {
        return Directories.list(directory).stream().anyMatch(Databases::isDatabaseName);
    }

    private static DirectoryLayout ofMember(Path member) {
        Path dataDir = isNamed(member, MEMBER) ? parent(member) : member;
        return new DirectoryLayout(dataDir, member.resolve(SNAP).resolve(DATABASE), member.resolve(WAL));
    }

    private static void requireDatabase(Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            long image;
            try {
                image = BoltFile.open(source).imageSize();
            } catch (MalformedDataException e) {
                if (e.kind() == MalformedDataException.Kind.DAMAGED && isNamed(file, DATABASE)) {
                    return;
                }
                throw new NotADataDirectoryException(file, "a file that is not an intact bbolt database",
                        "Run " + Advised.SNAPSHOT_VERIFY + " to find out what it is.");
            }
            if (source.size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH
                    && source.size() - image == TrailingHash.LENGTH) {
                throw new NotADataDirectoryException(file, "a snapshot that ends with its SHA-256",
                        "It needs no rescue. Check it with " + Advised.SNAPSHOT_VERIFY + " and restore it.");
            }
        }
    }

    private static List<String> names(Path directory) throws IOException {
        return Directories.list(directory).stream().map(entry -> String.valueOf(entry.getFileName())).sorted().toList();
    }

    private static boolean isNamed(Path path, String name) {
        return path.endsWith(name);
    }

    private static Path parent(Path path) {
        return Optional.ofNullable(path.getParent()).orElse(path);
    }
}
