package org.etcdrecovery.core.edit;

import java.io.IOException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.LeaseBucket;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * Finds out what an edit makes of a keyspace, and writes nothing. It reads the keyspace twice: which record of a key is the
 * newest is known only at the end of the first pass, and memory does not grow with what is dropped.
 */
public final class KeyspaceSurvey {
    private KeyspaceSurvey() {}

    /**
     * Surveys a sound snapshot.
     *
     * @throws MalformedDataException                     if the file is damaged or not an etcd database
     * @throws IOException                                if it cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static EditedKeyspace of(SnapshotFile file, KeyspaceEdit edit, Progress progress) throws IOException {
        return survey(file, edit, progress).keyspace();
    }

    /**
     * What a member answers to HashKV that has compacted the edited keyspace since.
     *
     * @param revision the revision of that compaction, below the last one of the edited keyspace
     */
    public static int hashCompactedAt(SnapshotFile file, KeyspaceEdit edit, long revision, Progress progress)
            throws IOException {
        return survey(file, edit, revision, progress).keyspace().hash().unbumped();
    }

    /** As {@link #of}, with what is needed to write the keyspace. */
    public static Surveyed survey(SnapshotFile file, KeyspaceEdit edit, Progress progress) throws IOException {
        return survey(file, edit, Long.MIN_VALUE, progress);
    }

    private static Surveyed survey(SnapshotFile file, KeyspaceEdit edit, long compactedAt, Progress progress)
            throws IOException {
        BoltFile bolt = file.bolt();
        ByteSource source = file.source();
        Progress listing = KeyBucket.listing(progress);
        long compacted = Math.max(Compaction.in(bolt, listing).revision(), compactedAt);
        Set<Long> leases = leases(bolt, source, listing);
        KeyBucket bucket = KeyBucket.open(source);
        KeyHistory before = KeyHistory.asOf(edit.upTo(), KeyBucket.refusing(source));
        BitSet newestNow;
        if (edit.asOf().isPresent()) {
            KeyHistory now = KeyHistory.findingNewest(KeyBucket.refusing(source));
            bucket.walk(both(before, now), listing);
            newestNow = now.newest();
        } else {
            bucket.walk(before, listing);
            newestNow = before.newest();
        }
        EditPass pass = new EditPass(edit, leases, compacted, before, newestNow);
        bucket.walk(pass, listing);
        return pass.result();
    }

    private static LeafVisitor both(LeafVisitor first, LeafVisitor second) {
        return leaf -> {
            first.leaf(leaf);
            second.leaf(leaf);
        };
    }

    private static Set<Long> leases(BoltFile bolt, ByteSource source, Progress progress) throws IOException {
        Set<Long> leases = new HashSet<>();
        LeaseBucket reader = new LeaseBucket(KeyBucket.refusing(source), lease -> leases.add(lease.getId()));
        bolt.walk(bucket -> bucket.name().equals(BucketName.LEASE) ? reader : null, progress);
        return leases;
    }
}
