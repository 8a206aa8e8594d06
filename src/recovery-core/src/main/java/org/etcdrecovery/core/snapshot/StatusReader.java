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
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;

/**
 * Reads what {@code etcdutl snapshot status} prints, in one pass over the file. Checks neither the trailing hash nor
 * whether the records come from one moment, because etcdutl prints the figures of such a file too; {@link Inspector} does.
 */
public final class StatusReader {
    private static final int SHOWN_PROBLEMS = 1000;

    private StatusReader() {}

    /**
     * Reads the status of a snapshot, or of a database from a data directory.
     *
     * @throws DamagedSnapshotException                           if the tree or a record is damaged
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if it is not a bbolt file, or cut off
     * @throws IOException                                        if it cannot be read
     */
    public static SnapshotStatus read(Path snapshot, Progress progress) throws IOException {
        return read(SnapshotOpener.plain(), SnapshotName.of(snapshot), progress);
    }

    /**
     * As {@link #read(Path, Progress)}, for a file that may be packed.
     *
     * @throws org.etcdrecovery.core.packed.RefusedException if no snapshot can be taken out of it
     */
    public static SnapshotStatus read(SnapshotOpener opener, SnapshotName name, Progress progress) throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            try (ReadAhead _ = ReadAhead.start(file.source())) {
                return read(file.source(), progress);
            }
        }
    }

    /** As {@link #read(Path, Progress)}, for an open database, which stays open. */
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
                case BucketName.KEY -> history;
                case BucketName.META -> meta;
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
        long pageSize = file.meta().pageSize();
        return SnapshotStatusBuilder.builder()
                .hash(hash.value())
                .revision(history.lastRevision().main())
                .liveKeys(history.livingKeys())
                .records(hash.records())
                .tombstones(history.tombstones())
                .totalSize(file.imageSize())
                .sizeInUse(census.used() * pageSize)
                .storageVersion(StorageVersions.stated(meta))
                .build();
    }

    /** Counts problems and keeps the first of them. */
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
