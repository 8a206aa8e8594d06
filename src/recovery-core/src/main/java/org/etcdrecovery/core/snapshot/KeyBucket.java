package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;

/** Reads only the bucket {@code key} of a file, and fails at the first damage. */
public final class KeyBucket {
    private final ByteSource source;
    private final BoltFile file;

    private KeyBucket(ByteSource source, BoltFile file) {
        this.source = source;
        this.file = file;
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException if the file is cut off or not a bbolt file
     */
    public static KeyBucket open(ByteSource source) throws IOException {
        return new KeyBucket(source, BoltFile.open(source));
    }

    /** Finds the newest record of each key that exists at the last revision. */
    BitSet newest(Progress progress) throws IOException {
        KeyHistory history = KeyHistory.findingNewest(refusing(source));
        walk(history, progress);
        return history.newest();
    }

    /**
     * Visits all leaves of the bucket.
     *
     * @throws MalformedDataException if a page is damaged or the file has no such bucket
     */
    public void walk(LeafVisitor visitor, Progress progress) throws IOException {
        boolean[] found = new boolean[1];
        file.walk(bucket -> {
            if (!bucket.name().equals(BucketName.KEY)) {
                return null;
            }
            found[0] = true;
            return visitor;
        }, progress);
        if (!found[0]) {
            throw missing(source);
        }
    }

    /** The error for a bbolt file without this bucket, which is another program's. */
    public static MalformedDataException missing(ByteSource source) {
        return new MalformedDataException(Kind.NOT_THIS_FORMAT, source.name(), 0, "a database of etcd v3",
                "no bucket “key”");
    }

    /** Fails at the first damaged record. */
    public static KeyHistory.RecordProblems refusing(ByteSource source) {
        return (leaf, element, problem) -> {
            throw damaged(source, leaf, element, problem);
        };
    }

    /** What is wrong with a record. */
    public static MalformedDataException damaged(ByteSource source, Leaf leaf, int element, String problem) {
        return MalformedDataException.damaged(source.name(), leaf.offset(element), "a record of the keyspace", problem);
    }

    /** Reports a walk through the tree as listing, whatever stage it names. */
    public static Progress listing(Progress progress) {
        return (stage, subject, total) -> progress.begin(Stage.LIST, subject, total);
    }
}
