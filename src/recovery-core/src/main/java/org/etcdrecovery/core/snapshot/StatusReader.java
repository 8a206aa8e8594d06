package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.ReadAhead;
import org.etcdrecovery.core.progress.Progress;

/**
 * Reads what {@code etcdutl snapshot status} prints, in one pass over the file. Checks neither the trailing hash nor
 * whether the records come from one moment, because etcdutl prints the figures of such a file too; {@link Inspector} does.
 */
public final class StatusReader {
    private static final int SHOWN_PROBLEMS = 1000;

    private final BoltFile file;
    private final Progress progress;
    private final StatusHash hash = new StatusHash();
    private final List<String> treeProblems = new ArrayList<>();
    private final List<String> recordProblems = new ArrayList<>();
    private final KeyHistory history = KeyHistory.counting((leaf, element, problem) -> keep(recordProblems,
            "bucket key, offset " + leaf.offset(element) + ": " + problem));
    private final SmallBucket meta = new SmallBucket();
    private long treeProblemCount;

    private StatusReader(BoltFile file, Progress progress) {
        this.file = file;
        this.progress = progress;
    }

    /**
     * Reads the status of a snapshot, or of a database from a data directory.
     *
     * @throws DamagedSnapshotException                           if the tree or a record is damaged
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if it is not a bbolt file, or cut off
     * @throws IOException                                        if it cannot be read
     */
    public static SnapshotStatus read(Path snapshot, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(snapshot)) {
            try (ReadAhead _ = ReadAhead.start(source)) {
                return read(source, progress);
            }
        }
    }

    /** As {@link #read(Path, Progress)}, for an open database, which stays open. */
    public static SnapshotStatus read(ByteSource source, Progress progress) throws IOException {
        return new StatusReader(BoltFile.open(source), progress).read();
    }

    private SnapshotStatus read() throws IOException {
        PageCensus census = file.check(this::leaves, problem -> {
            if (problem.kind() == Problem.Kind.FORMAT) {
                treeProblemCount++;
                keep(treeProblems, problem.toString());
            }
        }, progress);
        if (treeProblemCount > 0) {
            throw new DamagedSnapshotException(
                    "snapshot file integrity check failed. " + treeProblemCount + " errors found.", treeProblems);
        }
        if (!recordProblems.isEmpty()) {
            throw new DamagedSnapshotException("error during bucket key iteration, name: \"key\"", recordProblems);
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

    private TreeVisitor.LeafVisitor leaves(Bucket bucket) {
        hash.bucket(bucket);
        TreeVisitor.LeafVisitor meaning = switch (bucket.name()) {
            case "key" -> history;
            case "meta" -> meta;
            default -> TreeVisitor.LeafVisitor.none();
        };
        return leaf -> {
            hash.leaf(leaf);
            meaning.leaf(leaf);
        };
    }

    private static void keep(List<String> problems, String problem) {
        if (problems.size() < SHOWN_PROBLEMS) {
            problems.add(problem);
        }
    }
}
