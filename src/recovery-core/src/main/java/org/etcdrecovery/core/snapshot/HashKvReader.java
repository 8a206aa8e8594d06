package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;

/** Computes HashKV of a file without changing it; {@code etcdutl hashkv} opens the file for writing. */
public final class HashKvReader {
    private HashKvReader() {}

    /**
     * Computes the answer of a server that starts from this file.
     *
     * @param revision the revision up to which records are included; 0 for the current one
     * @throws RevisionException      if the revision has been compacted or is in the future
     * @throws MalformedDataException if the file is damaged or not an etcd database
     * @throws IOException            if it cannot be read
     */
    public static HashKv read(Path database, long revision, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(database)) {
            return read(source, revision, progress);
        }
    }

    /**
     * As {@link #read(Path, long, Progress)}, for a file that may be packed.
     *
     * @throws org.etcdrecovery.core.packed.RefusedException if no snapshot can be taken out of it
     */
    public static HashKv read(SnapshotOpener opener, SnapshotName name, long revision, Progress progress)
            throws IOException {
        try (SnapshotFile file = opener.open(name, progress)) {
            return read(file.source(), revision, progress);
        }
    }

    /**
     * Computes the answer of a server that started from this file and has compacted it since.
     *
     * @param revision    the revision up to which records are included
     * @param compactedAt the revision of that compaction; ignored if it is below the compact revision of the file
     * @throws RevisionException      if the revision has been compacted or is in the future
     * @throws MalformedDataException if the file is damaged or not an etcd database
     * @throws IOException            if it cannot be read
     */
    public static HashKv readCompacted(Path database, long revision, long compactedAt, Progress progress)
            throws IOException {
        try (ByteSource source = ByteSource.open(database)) {
            return readCompacted(source, revision, compactedAt, progress);
        }
    }

    /** As {@link #readCompacted(Path, long, long, Progress)}, for an open database, which stays open. */
    public static HashKv readCompacted(ByteSource source, long revision, long compactedAt, Progress progress)
            throws IOException {
        return read(source, revision, compactedAt, HashKvReader::walkKeys, progress);
    }

    /** As {@link #read(Path, long, Progress)}, for an open database, which stays open. */
    public static HashKv read(ByteSource source, long revision, Progress progress) throws IOException {
        return read(source, revision, Long.MIN_VALUE, HashKvReader::walkKeys, progress);
    }

    /** Computes HashKV at the current revision, and checks the rest of the file in the same pass. */
    public static HashKv readChecked(ByteSource source, Progress progress) throws IOException {
        return read(source, 0, Long.MIN_VALUE, HashKvReader::checkAll, progress);
    }

    private static HashKv read(ByteSource source, long revision, long compactedAt, Pass pass,
            Progress progress) throws IOException {
        BoltFile file = BoltFile.open(source);
        try (Work work = progress.begin(Stage.CHECK, source.name(), file.imageSize())) {
            long compactRevision = Math.max(compaction(source, file, work.preparation()).revision(), compactedAt);
            LivingRecords living = new LivingRecords(true);
            KeyspaceHash hash = KeyspaceHash.answered(living, compactRevision);
            KeyHistory history = KeyHistory.findingNewest(revision == 0 ? Long.MAX_VALUE : revision, living,
                    KeyBucket.refusing(source), hash);
            pass.run(file, history, work.part());
            return answer(revision, history.lastRevision(), compactRevision, hash);
        }
    }

    /**
     * The compact revision, read ahead of the keyspace.
     *
     * @throws MalformedDataException if the file is damaged or not an etcd database
     */
    static Compaction compaction(ByteSource source, BoltFile file, Progress progress) throws IOException {
        SmallBucket meta = new SmallBucket();
        Set<String> buckets = new HashSet<>();
        file.walk(bucket -> {
            buckets.add(bucket.name());
            return bucket.name().equals(BucketName.META) ? meta : null;
        }, progress);
        if (!buckets.contains(BucketName.KEY)) {
            throw KeyBucket.missing(source);
        }
        return Compaction.of(meta);
    }

    private static HashKv answer(long revision, Revision last, long compactRevision, KeyspaceHash hash)
            throws RevisionException {
        long current = Math.max(Math.max(last.main(), 1), compactRevision);
        long hashRevision = revision == 0 ? current : revision;
        if (hashRevision > current) {
            throw new RevisionException("mvcc: required revision is a future revision");
        }
        if (hashRevision < compactRevision) {
            throw new RevisionException("mvcc: required revision has been compacted");
        }
        return new HashKv(hash.value(), hashRevision, compactRevision);
    }

    /** A pass over the file that feeds the history. */
    @FunctionalInterface
    private interface Pass {
        void run(BoltFile file, KeyHistory history, Progress progress) throws IOException;
    }

    private static void walkKeys(BoltFile file, KeyHistory history, Progress progress) throws IOException {
        file.walk(bucket -> bucket.name().equals(BucketName.KEY) ? history : null, progress);
    }

    private static void checkAll(BoltFile file, KeyHistory history, Progress progress) throws IOException {
        file.check(bucket -> bucket.name().equals(BucketName.KEY) ? history : LeafVisitor.none(), progress);
    }
}
