package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.KeyRange;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.snapshot.KeyBucket;

/** The writes of the newest revisions in a database, oldest first. */
final class NewestRevisions implements LeafVisitor {
    /** How many are read: in twelve, a log and a database that do not belong together differ. */
    static final int COUNT = 12;
    private static final int TOMBSTONE_KEY_LENGTH = 18;

    private final long first;
    private final long last;
    private final Deque<Written> revisions = new ArrayDeque<>();

    /**
     * What one revision wrote.
     *
     * @param main    the revision
     * @param records its records in their order
     */
    record Written(long main, List<Change> records) {}

    /** A change: a key with its value, or the deletion of a key. */
    record Change(boolean deletion, ByteString key, int valueHash) {}

    private NewestRevisions(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /**
     * Reads a database that was found sound. Only the pages with those revisions are read.
     *
     * @return none below the compact revision, whose writes may be gone
     */
    static List<Written> read(ByteSource source, DatabaseFacts facts, Progress progress) throws IOException {
        long first = Math.max(facts.compactRevision(), facts.revision() - COUNT) + 1;
        if (first > facts.revision()) {
            return List.of();
        }
        NewestRevisions newest = new NewestRevisions(first, facts.revision());
        BoltFile.open(source).walk(bucket -> bucket.name().equals(KeyBucket.NAME) ? newest : null, progress);
        return List.copyOf(newest.revisions);
    }

    @Override
    public KeyRange range() {
        return KeyRange.of(new Revision(first, 0).toKey(), new Revision(last + 1, 0).toKey());
    }

    @Override
    public void leaf(Leaf leaf) {
        KeyValueReader keyValue = new KeyValueReader();
        for (int i = 0; i < leaf.count(); i++) {
            int key = leaf.keyStart(i);
            if (Revision.keyProblem(leaf.buffer(), key, leaf.keyLength(i)) != null) {
                continue;
            }
            long main = Revision.mainOf(leaf.buffer(), key);
            if (main < first || main > last
                    || keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) != null) {
                continue;
            }
            if (revisions.isEmpty() || revisions.getLast().main() != main) {
                revisions.addLast(new Written(main, new ArrayList<>()));
            }
            revisions.getLast()
                    .records()
                    .add(new Change(leaf.keyLength(i) == TOMBSTONE_KEY_LENGTH,
                            ByteString.copyFrom(leaf.buffer().slice(keyValue.keyStart(), keyValue.keyLength())),
                            ByteString.copyFrom(leaf.buffer()
                                    .slice(keyValue.valueStart(), keyValue.valueLength())).hashCode()));
        }
    }
}
