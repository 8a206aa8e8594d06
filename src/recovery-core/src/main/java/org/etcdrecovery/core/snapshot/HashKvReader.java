package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;

/** Computes HashKV of a file, which stays as it is; {@code etcdutl hashkv} opens it for writing. */
public final class HashKvReader {
    private HashKvReader() {}

    /**
     * Computes what a server would answer that starts from this file.
     *
     * @param revision the revision up to which records count; 0 for the current one
     * @throws RevisionException      when the revision is not there any more, or not yet
     * @throws MalformedDataException when the file is damaged or no database of etcd
     * @throws IOException            when it cannot be read
     */
    public static HashKv read(Path database, long revision, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(database)) {
            return read(source, revision, progress);
        }
    }

    /** The same for a database that is open already, and stays so. */
    public static HashKv read(ByteSource source, long revision, Progress progress) throws IOException {
        BoltFile file = BoltFile.open(source);
        SmallBucket meta = new SmallBucket();
        Set<String> buckets = new HashSet<>();
        file.walk(bucket -> {
            buckets.add(bucket.name());
            return bucket.name().equals("meta") ? meta : null;
        }, Progress.NONE);
        if (!buckets.contains(KeyBucket.NAME)) {
            throw KeyBucket.missing(source);
        }
        long compactRevision = Compaction.of(meta).revision();
        KeyHistory history = KeyHistory.findingNewest(revision == 0 ? Long.MAX_VALUE : revision,
                KeyBucket.refusing(source));
        file.walk(bucket -> bucket.name().equals("key") ? history : null, progress);
        long current = Math.max(Math.max(history.lastRevision().main(), 1), compactRevision);
        long hashRevision = revision == 0 ? current : revision;
        if (hashRevision > current) {
            throw new RevisionException("mvcc: required revision is a future revision");
        }
        if (hashRevision < compactRevision) {
            throw new RevisionException("mvcc: required revision has been compacted");
        }
        KeyspaceHash hash = KeyspaceHash.at(hashRevision, compactRevision, history);
        file.walk(bucket -> bucket.name().equals("key") ? hash : null, progress);
        return new HashKv(hash.value(), hashRevision, compactRevision);
    }
}
