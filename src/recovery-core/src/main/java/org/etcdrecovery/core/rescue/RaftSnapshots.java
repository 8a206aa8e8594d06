package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.keyspace.V2Keys;
import org.etcdrecovery.core.raftsnap.SnapFile;
import org.etcdrecovery.core.raftsnap.SnapName;

/** The raft snapshots in the directory of a database. */
final class RaftSnapshots {
    /** A server keeps five. */
    private static final int MAX_READ = 16;

    private final List<Path> files;
    private final List<Damaged> damaged = new ArrayList<>();
    private Optional<Reach> furthest = Optional.empty();
    private long v2Keys;

    /** The index up to which a file shows that entries were committed, by its name or by its content. */
    record Reach(Path file, long index) {}

    /** A file that a server would not take, and what is wrong with it. */
    record Damaged(Path file, String problem) {}

    private RaftSnapshots(List<Path> files) {
        this.files = files;
    }

    static RaftSnapshots none() {
        return new RaftSnapshots(List.of());
    }

    /** Reads the newest ones. */
    static RaftSnapshots in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return none();
        }
        RaftSnapshots snapshots = new RaftSnapshots(Directories.list(directory)
                .stream()
                .filter(file -> name(file).isPresent() && Files.isRegularFile(file))
                .sorted(Comparator.comparing((Path file) -> name(file).orElseThrow()).reversed())
                .toList());
        snapshots.read();
        return snapshots;
    }

    private void read() throws IOException {
        files.forEach(file -> name(file).ifPresent(name -> reaches(file, name.index())));
        boolean found = false;
        for (Path file : files.stream().limit(MAX_READ).toList()) {
            try (ByteSource source = ByteSource.open(file)) {
                SnapFile snapshot = SnapFile.read(source);
                reaches(file, snapshot.index());
                ByteString store = snapshot.store();
                // A server takes the newest one that it can read.
                if (!found) {
                    v2Keys = store.isEmpty() ? 0 : V2Keys.count(store.newInput());
                    found = true;
                }
            } catch (MalformedDataException e) {
                damaged.add(new Damaged(file, e.contrast()));
            }
        }
    }

    private void reaches(Path file, long index) {
        if (furthest.filter(found -> Long.compareUnsigned(found.index(), index) >= 0).isEmpty()) {
            furthest = Optional.of(new Reach(file, index));
        }
    }

    /** The newest by its name. */
    Optional<SnapName> newest() {
        return files.stream().findFirst().flatMap(RaftSnapshots::name);
    }

    /** The one that shows most entries to have been committed: a server makes one only of entries that it has applied. */
    Optional<Reach> furthest() {
        return furthest;
    }

    /** The snapshots that cannot be read. */
    List<Damaged> damaged() {
        return damaged;
    }

    /** The number of keys of the v2 API in the newest one that can be read; 0 if none can. */
    long v2Keys() {
        return v2Keys;
    }

    private static Optional<SnapName> name(Path file) {
        return SnapName.parse(String.valueOf(file.getFileName()));
    }
}
