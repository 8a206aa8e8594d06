package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.snapshot.TrailingHash;
import org.etcdrecovery.core.wal.SegmentName;

/**
 * Where the parts of a member stand.
 *
 * <pre>
 * DIR/member/snap/db                     the database
 * DIR/member/snap/%016x-%016x.snap       raft snapshots
 * DIR/member/snap/%016x.snap.db          databases that a leader has sent
 * DIR/member/wal/%016x-%016x.wal         the log, unless --wal-dir puts it elsewhere
 * </pre>
 *
 * @param dataDir  the data directory; for a database that lies alone, where it lies
 * @param database where its database has to stand
 * @param walDir   where its log has to stand
 */
record DirectoryLayout(Path dataDir, Path database, Path walDir) {
    private static final String MEMBER = "member";
    private static final String SNAP = "snap";
    private static final String WAL = "wal";
    private static final String DATABASE = "db";
    private static final int SHOWN_NAMES = 3;

    /**
     * Finds the parts from any of them.
     *
     * @throws NotADataDirectoryException when the path leads to something else
     * @throws IOException                when it leads nowhere, or cannot be read
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
        return isNamed(path, DATABASE) && isNamed(snap, SNAP)
                ? ofMember(parent(snap))
                : new DirectoryLayout(snap, path, snap.resolve(WAL));
    }

    DirectoryLayout withWalDir(Path directory) {
        return new DirectoryLayout(dataDir, database, directory.toAbsolutePath().normalize());
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
        if (Files.isRegularFile(path.resolve(DATABASE))) {
            return isNamed(path, SNAP)
                    ? ofMember(parent(path))
                    : new DirectoryLayout(path, path.resolve(DATABASE), path.resolve(WAL));
        }
        List<String> names = names(path);
        if (names.stream().anyMatch(name -> SegmentName.parse(name).isPresent())) {
            throw new NotADataDirectoryException(path, "a write-ahead log alone",
                    "Name the data directory, and this one as its WAL directory.");
        }
        throw new NotADataDirectoryException(path, names.isEmpty()
                ? "an empty directory"
                : "a directory with "
                        + names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "))
                        + (names.size() > SHOWN_NAMES ? ", …" : ""),
                "It is what etcd's --data-dir names, often /var/lib/etcd.");
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
                throw new NotADataDirectoryException(file, "a file that is no sound bbolt database",
                        "Let “snapshot verify” say what it is.");
            }
            if (source.size() % TrailingHash.IMAGE_UNIT == TrailingHash.LENGTH
                    && source.size() - image == TrailingHash.LENGTH) {
                throw new NotADataDirectoryException(file, "a snapshot, with its SHA-256 behind it",
                        "It needs no rescue: it can be restored as it is. Let “snapshot verify” judge it.");
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
