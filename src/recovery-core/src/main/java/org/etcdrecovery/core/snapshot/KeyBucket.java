package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.BitSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;

/** The bucket {@code key} alone, for whoever needs nothing else of a file and goes no further than its first damage. */
public final class KeyBucket {
    public static final String NAME = "key";

    private final ByteSource source;
    private final BoltFile file;

    private KeyBucket(ByteSource source, BoltFile file) {
        this.source = source;
        this.file = file;
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException when the file is cut off or no bbolt file
     */
    public static KeyBucket open(ByteSource source) throws IOException {
        return new KeyBucket(source, BoltFile.open(source));
    }

    /** Finds the newest record of each key that exists at the end. */
    BitSet newest(Progress progress) throws IOException {
        KeyHistory history = KeyHistory.findingNewest(refusing(source));
        walk(history, progress);
        return history.newest();
    }

    /**
     * Shows all leaves of the bucket.
     *
     * @throws MalformedDataException when a page is damaged or the file has no such bucket
     */
    public void walk(LeafVisitor visitor, Progress progress) throws IOException {
        boolean[] found = new boolean[1];
        file.walk(bucket -> {
            if (!bucket.name().equals(NAME)) {
                return null;
            }
            found[0] = true;
            return visitor;
        }, progress);
        if (!found[0]) {
            throw missing(source);
        }
    }

    /** A bbolt file of another program. */
    public static MalformedDataException missing(ByteSource source) {
        return new MalformedDataException(Kind.NOT_THIS_FORMAT, source.name(), 0, "a database of etcd v3",
                "no bucket “key”");
    }

    /** Takes the first record that is not one for the end of the reading. */
    public static KeyHistory.RecordProblems refusing(ByteSource source) {
        return (leaf, element, problem) -> {
            throw MalformedDataException.damaged(source.name(), leaf.offset(element), "a record of the keyspace",
                    problem);
        };
    }

    /** A progress for which a walk through the tree is a reading for the sake of what it shows. */
    public static Progress listing(Progress progress) {
        return (stage, subject, total) -> progress.begin(Stage.LIST, subject, total);
    }
}
