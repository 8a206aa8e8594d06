package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.text.Shown;

/**
 * Compares the keyspace of a file that a rehearsed cluster wrote with the snapshot's, reading each once. Every record up to
 * the plan's last revision must be the snapshot's; only records that no key needs any more may be missing, because a
 * server removes them once they are compacted. After that revision, only leases may have deleted keys.
 */
final class KeyComparer implements LeafVisitor {
    private static final int NAMED = 5;

    private final RestorePlan plan;
    private final RecordTable planned;
    private final RecordTable.Sums sums = new RecordTable.Sums();
    private final KeyValueReader keyValue = new KeyValueReader();
    private final BitSet lacking = new BitSet();
    private final List<String> named = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private int next;
    private long different;
    private long since;
    private long expired;

    private KeyComparer(RestorePlan plan, RecordTable planned) {
        this.plan = plan;
        this.planned = planned;
    }

    /**
     * Reads the snapshot of a plan.
     *
     * @throws IOException if it cannot be read
     */
    static RecordTable planned(RestorePlan plan, SnapshotOpener opener, Progress progress) throws IOException {
        try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress)) {
            ByteSource source = snapshot.source();
            RecordTable table = new RecordTable(
                    plan.keyspace().map(change -> change.edit().upTo()).orElse(Long.MAX_VALUE));
            KeyBucket bucket = KeyBucket.open(source);
            if (plan.keyspace().isPresent()) {
                bucket.walk(table, progress);
                table.complete(KeyspaceSurvey.survey(snapshot, plan.keyspace().get().edit(), progress).newest());
                return table;
            }
            KeyHistory history = KeyHistory.findingNewest(KeyBucket.refusing(source));
            bucket.walk(leaf -> {
                history.leaf(leaf);
                table.leaf(leaf);
            }, progress);
            table.complete(history.newest());
            return table;
        }
    }

    /**
     * Reads a database that no server has open, and compares it.
     *
     * @throws IOException if it cannot be read, or is damaged
     */
    static KeyComparison compare(RestorePlan plan, RecordTable planned, Path database, SnapshotOpener opener,
            Progress progress) throws IOException {
        KeyComparer comparer = new KeyComparer(plan, planned);
        try (ByteSource source = ByteSource.open(database)) {
            KeyBucket.open(source).walk(comparer, progress);
        }
        return comparer.result(opener, progress);
    }

    @Override
    public void leaf(Leaf leaf) {
        ByteBuffer buffer = leaf.buffer();
        for (int i = 0; i < leaf.count(); i++) {
            int key = leaf.keyStart(i);
            if (Revision.keyProblem(buffer, key, leaf.keyLength(i)) != null
                    || keyValue.read(buffer, leaf.valueStart(i), leaf.valueLength(i)) != null) {
                different(leaf, i, "is damaged");
                continue;
            }
            long main = Revision.mainOf(buffer, key);
            if (main > plan.revisions().last()) {
                later(leaf, i);
            } else {
                find(leaf, i, main, Revision.subOf(buffer, key));
            }
        }
    }

    private void find(Leaf leaf, int element, long main, long sub) {
        while (next < planned.count() && planned.compare(next, main, sub) < 0) {
            lacking.set(next, planned.isLiving(next));
            next++;
        }
        if (next < planned.count() && planned.compare(next, main, sub) == 0) {
            if (planned.sum(next) != sums.of(leaf, element)) {
                different(leaf, element, "differs from the snapshot");
            }
            next++;
        } else if (!isBump(main) && !isDropped(leaf, element, main)) {
            different(leaf, element, "is not in the snapshot");
        }
    }

    /** A revision bump adds a record with an empty key at the last revision. */
    private boolean isBump(long main) {
        return plan.revisions().bump() > 0 && main == plan.revisions().last() && keyValue.keyLength() == 0;
    }

    /** Keys that the plan drops with their leases are deleted after the last record of the snapshot. */
    private boolean isDropped(Leaf leaf, int element, long main) {
        return leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH
                && plan.keyspace()
                        .filter(change -> change.dropped().keys() > 0 && main == change.lastRevision())
                        .isPresent();
    }

    private void later(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        boolean deleted = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        if (key(buffer).startsWith(ProofRequest.CANARY)) {
            return;
        }
        if (deleted && planned.hasLease(sums.of(buffer, keyValue.keyStart(), keyValue.keyLength()))) {
            expired++;
            name(removed, shown(buffer));
        } else {
            since++;
            name(named, shown(buffer) + (deleted ? " was deleted since" : " was written since"));
        }
    }

    private void different(Leaf leaf, int element, String how) {
        different++;
        name(named, shown(leaf.buffer()) + " at revision " + Revision.mainOf(leaf.buffer(), leaf.keyStart(element))
                + " " + how);
    }

    private static void name(List<String> names, String name) {
        if (names.size() < NAMED) {
            names.add(name);
        }
    }

    private String key(ByteBuffer buffer) {
        byte[] bytes = new byte[keyValue.keyLength()];
        buffer.get(keyValue.keyStart(), bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String shown(ByteBuffer buffer) {
        return Shown.name(GoQuote.quote(key(buffer)));
    }

    private KeyComparison result(SnapshotOpener opener, Progress progress) throws IOException {
        while (next < planned.count()) {
            lacking.set(next, planned.isLiving(next));
            next++;
        }
        if (!lacking.isEmpty()) {
            nameLacking(opener, progress);
        }
        return new KeyComparison(planned.keys(), lacking.cardinality(), different, since, named, expired, removed);
    }

    /** Only the snapshot has the names of the keys that are missing. */
    private void nameLacking(SnapshotOpener opener, Progress progress) throws IOException {
        int[] record = {0};
        try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress)) {
            KeyBucket.open(snapshot.source()).walk(leaf -> {
                for (int i = 0; i < leaf.count(); i++, record[0]++) {
                    if (lacking.get(record[0])
                            && keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i)) == null) {
                        name(named, shown(leaf.buffer()) + " is missing");
                    }
                }
            }, progress);
        }
    }
}
