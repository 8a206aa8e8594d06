package org.etcdrecovery.core.contents;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.ForwardingLeafVisitor;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Compaction;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/** A snapshot that is read as far as it can be; what cannot be read is listed. */
final class ReadableFile {
    /** One damaged page can make thousands of records unreadable. */
    private static final int MOST = 20;

    private final ByteSource source;
    private final BoltFile file;
    private final Progress progress;
    private final List<String> unreadable = new ArrayList<>();
    private long omitted;
    /** The records in the keyspace; negative if it was not walked yet. */
    private long records = -1;

    private ReadableFile(ByteSource source, BoltFile file, Progress progress) {
        this.source = source;
        this.file = file;
        this.progress = KeyBucket.listing(progress);
    }

    /**
     * Reads the meta pages.
     *
     * @throws MalformedDataException if neither is valid
     */
    static ReadableFile open(SnapshotFile file, Progress progress) throws IOException {
        ByteSource source = file.source();
        return new ReadableFile(source, BoltFile.openReadable(source), progress);
    }

    ByteSource source() {
        return source;
    }

    /** The compact revision; -1 if nothing was compacted, or if it cannot be read. */
    long compactRevision() throws IOException {
        return Compaction.in(file, progress).revision();
    }

    /** Walks trees and notes what cannot be read. */
    void walk(TreeVisitor visitor) throws IOException {
        file.walk(visitor, this::found, progress);
    }

    /**
     * Walks the keyspace and notes what cannot be read.
     *
     * @throws MalformedDataException if the file has no bucket for it
     */
    void walkKeys(LeafVisitor visitor) throws IOException {
        walkKeys(visitor, true);
    }

    /**
     * Walks the keyspace again: what cannot be read is noted already.
     *
     * @throws MalformedDataException if it has another number of records now, as on a disk that fails now and then, so that
     *                                records cannot be told by their numbers
     */
    void walkKeysAgain(LeafVisitor visitor) throws IOException {
        walkKeys(visitor, false);
    }

    private void walkKeys(LeafVisitor visitor, boolean notes) throws IOException {
        boolean[] found = new boolean[1];
        Counting counting = new Counting(visitor);
        file.walk(bucket -> {
            if (!bucket.name().equals(BucketName.KEY)) {
                return null;
            }
            found[0] = true;
            return counting;
        }, problem -> {
            if (notes) {
                found(problem);
            }
        }, progress);
        if (!found[0] && unreadable.isEmpty()) {
            throw KeyBucket.missing(source);
        }
        if (notes) {
            records = counting.count;
        } else if (records >= 0 && records != counting.count) {
            throw MalformedDataException.damaged(source.name(), 0,
                    "the same " + records + " records of the keyspace as a moment before",
                    String.valueOf(counting.count));
        }
    }

    /** Counts the records that it passes on. */
    private static final class Counting extends ForwardingLeafVisitor {
        private long count;

        Counting(LeafVisitor target) {
            super(target);
        }

        @Override
        public void leaf(Leaf leaf) throws IOException {
            count += leaf.count();
            super.leaf(leaf);
        }
    }

    /** Notes a record of a bucket that cannot be read. */
    KeyHistory.RecordProblems records(String bucket) {
        return (leaf, element, problem) -> add(
                "A record of bucket " + bucket + " at byte " + leaf.offset(element) + " cannot be read: " + problem
                        + ".");
    }

    private void found(Problem problem) {
        if (problem.kind() == Problem.Kind.FORMAT) {
            add("Damage at byte " + problem.offset() + ": " + problem + ".");
        }
    }

    /** Notes something else that cannot be read, in one sentence. */
    void add(String sentence) {
        if (unreadable.size() < MOST) {
            unreadable.add(sentence);
        } else {
            omitted++;
        }
    }

    /** What cannot be read, one sentence each; empty if everything can. */
    List<String> unreadable() {
        List<String> all = new ArrayList<>(unreadable);
        if (omitted > 0) {
            all.add("There is more that cannot be read: " + omitted + " other places.");
        }
        return all;
    }
}
