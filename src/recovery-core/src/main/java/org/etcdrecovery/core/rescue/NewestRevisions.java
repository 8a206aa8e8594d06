package org.etcdrecovery.core.rescue;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/** The writes of the newest revisions in a database, oldest first. */
final class NewestRevisions {
    /** How many records of a revision are kept: a deletion of a range may have millions. */
    private static final int MOST_RECORDS = 1000;
    /** How many are read: in twelve, a log and a database that do not belong together differ. */
    static final int COUNT = 12;

    /**
     * What one revision wrote.
     *
     * @param main    the revision
     * @param records its first records in their order
     */
    record Written(long main, List<Change> records) {}

    /** A change: a key with its value, or the deletion of a key. */
    record Change(boolean deletion, ByteString key, int valueHash) {}

    private NewestRevisions() {}

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
        Deque<Written> revisions = new ArrayDeque<>();
        RevisionRange.read(source, new Revision(first, 0), facts.revision(), (leaf, element, revision, keyValue) -> {
            if (revisions.isEmpty() || revisions.getLast().main() != revision.main()) {
                revisions.addLast(new Written(revision.main(), new ArrayList<>()));
            }
            if (revisions.getLast().records().size() < MOST_RECORDS) {
                revisions.getLast().records().add(change(leaf, element, keyValue));
            }
            return true;
        }, progress);
        return List.copyOf(revisions);
    }

    private static Change change(Leaf leaf, int element, KeyValueReader keyValue) {
        return new Change(leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH,
                ByteString.copyFrom(leaf.buffer().slice(keyValue.keyStart(), keyValue.keyLength())),
                ByteString.copyFrom(leaf.buffer().slice(keyValue.valueStart(), keyValue.valueLength())).hashCode());
    }
}
