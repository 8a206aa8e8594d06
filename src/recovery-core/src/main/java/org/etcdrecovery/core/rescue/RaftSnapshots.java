package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final List<Path> files;

    private RaftSnapshots(List<Path> files) {
        this.files = files;
    }

    static RaftSnapshots in(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return new RaftSnapshots(List.of());
        }
        return new RaftSnapshots(Directories.list(directory)
                .stream()
                .filter(file -> name(file).isPresent() && Files.isRegularFile(file))
                .sorted(Comparator.comparing((Path file) -> name(file).orElseThrow()).reversed())
                .toList());
    }

    /** The newest by its name. */
    Optional<SnapName> newest() {
        return files.stream().findFirst().flatMap(RaftSnapshots::name);
    }

    /** The number of keys of the v2 API in the newest one that can be read; 0 if none can. */
    long v2Keys() throws IOException {
        for (Path file : files) {
            try (ByteSource source = ByteSource.open(file)) {
                ByteString store = SnapFile.read(source).store();
                return store.isEmpty() ? 0 : V2Keys.count(store.newInput());
            } catch (MalformedDataException e) {
                // A server takes the next one too.
            }
        }
        return 0;
    }

    private static Optional<SnapName> name(Path file) {
        return SnapName.parse(String.valueOf(file.getFileName()));
    }
}
