package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.ReadAhead;
import org.etcdrecovery.core.progress.Progress;

/**
 * Reads what {@code etcdutl snapshot status} prints, in one pass over the file. The trailing hash is not looked at, nor
 * whether the records are of one moment: etcdutl prints its figures of such a file too. An {@link Inspector} tells.
 */
public final class StatusReader {
    private static final int SHOWN_PROBLEMS = 1000;

    private StatusReader() {}

    /**
     * Reads the status of a snapshot, or of a database from a data directory.
     *
     * @throws DamagedSnapshotException                             when the tree or a record is damaged
     * @throws org.etcdrecovery.core.bytes.MalformedDataException when it is no bbolt file, or cut off
     * @throws IOException                                          when it cannot be read
     */
    public static SnapshotStatus read(Path snapshot, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            try (ReadAhead _ = ReadAhead.start(source)) {
                return read(source, progress);
            }
        }
    }

    /** The same for a database that is open already, and stays so. */
    public static SnapshotStatus read(ByteSource source, Progress progress) throws IOException {
        BoltFile file = BoltFile.open(source);
        Problems ofTree = new Problems();
        Problems ofRecords = new Problems();
        StatusHash hash = new StatusHash();
        SmallBucket meta = new SmallBucket();
        KeyHistory history = KeyHistory.counting((leaf, element, problem) -> ofRecords
                .add("bucket key, offset " + leaf.offset(element) + ": " + problem));
        PageCensus census = file.check(bucket -> {
            hash.bucket(bucket);
            LeafVisitor reader = switch (bucket.name()) {
                case KeyBucket.NAME -> history;
                case "meta" -> meta;
                default -> LeafVisitor.none();
            };
            return leaf -> {
                hash.leaf(leaf);
                reader.leaf(leaf);
            };
        }, problem -> {
            if (problem.kind() == Problem.Kind.FORMAT) {
                ofTree.add(problem.toString());
            }
        }, progress);
        if (ofTree.count > 0) {
            throw new DamagedSnapshotException(
                    "snapshot file integrity check failed. " + ofTree.count + " errors found.", ofTree.shown);
        }
        if (ofRecords.count > 0) {
            throw new DamagedSnapshotException("error during bucket key iteration, name: \"key\"", ofRecords.shown);
        }
        return new SnapshotStatus(hash.value(), history.lastRevision().main(), history.livingKeys(), hash.records(),
                history.tombstones(), file.imageSize(), census.used() * file.meta().pageSize(),
                StorageVersions.stated(meta));
    }

    /** What was found, of which the first are shown. */
    private static final class Problems {
        private final List<String> shown = new ArrayList<>();
        private long count;

        void add(String problem) {
            count++;
            if (shown.size() < SHOWN_PROBLEMS) {
                shown.add(problem);
            }
        }
    }
}
