package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.raftsnap.SnapName;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * The raft snapshots in the directory of a database, by name. If the database is older than one of them, it is not the
 * one that the member used last: a leader had sent a newer one, which is in the same directory or lost.
 *
 * @param newest   the newest raft snapshot
 * @param received the newest database received from a leader
 */
record RaftSnapshots(Optional<SnapName> newest, Optional<Path> received) {
    private static final Pattern RECEIVED = Pattern.compile("([0-9a-f]{16})\\.snap\\.db");

    static RaftSnapshots in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return new RaftSnapshots(Optional.empty(), Optional.empty());
        }
        List<Path> files = Directories.list(directory);
        return new RaftSnapshots(
                files.stream().flatMap(file -> SnapName.parse(name(file)).stream()).max(Comparator.naturalOrder()),
                files.stream()
                        .filter(file -> RECEIVED.matcher(name(file)).matches())
                        .max(Comparator.comparing(RaftSnapshots::name)));
    }

    /** The finding that the database is older than they are. */
    Optional<Finding> compare(DatabaseFacts db, DirectoryLayout layout) {
        Optional<Path> newer = received.filter(file -> isBehind(db, index(file)));
        if (newer.isPresent()) {
            return newer.map(file -> RescueTexts.receivedDatabase(file, db, index(file)));
        }
        return newest.filter(name -> isBehind(db, name.index()))
                .map(name -> RescueTexts.newerRaftSnapshot(layout, db, name));
    }

    private static boolean isBehind(DatabaseFacts db, long index) {
        return Long.compareUnsigned(db.consistentIndex(), index) < 0;
    }

    private static long index(Path received) {
        Matcher matcher = RECEIVED.matcher(name(received));
        return matcher.matches() ? Long.parseUnsignedLong(matcher.group(1), 16) : 0;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
