package org.etcdrecovery.core.rehearse;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.cluster.prove.ProofRequest;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.text.Shown;

/**
 * Compares the keyspace of a file that a rehearsed cluster wrote with the one that was restored, reading each once. Every
 * record up to the plan's last revision must be as it was restored; only records that no key needs any more may be missing,
 * because a server removes them once they are compacted. After that revision, only leases may have deleted keys.
 *
 * <p>What was restored is read from a member's database before its server starts, and not from the snapshot, whose records
 * a plan may change. That the database is what the plan says, HashKV shows, which a plan computes from the snapshot.
 */
final class KeyComparer implements LeafVisitor {
    private static final int NAMED = 5;

    private final long last;
    private final RecordTable restored;
    private final RecordTable.Sums sums = new RecordTable.Sums();
    private final KeyValueReader keyValue = new KeyValueReader();
    private final List<String> named = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private int next;
    private long lacking;
    private long different;
    private long since;
    private long expired;

    private KeyComparer(long last, RecordTable restored) {
        this.last = last;
        this.restored = restored;
    }

    /**
     * Reads a database that was restored, before a server opens it.
     *
     * @throws IOException if it cannot be read
     */
    static RecordTable restored(Path database, Progress progress) throws IOException {
        try (ByteSource source = ByteSource.open(database)) {
            RecordTable table = new RecordTable();
            KeyHistory history = KeyHistory.findingNewest(KeyBucket.refusing(source));
            KeyBucket.open(source).walk(leaf -> {
                history.leaf(leaf);
                table.leaf(leaf);
            }, progress);
            table.complete(history.newest());
            return table;
        }
    }

    /**
     * Compares several databases; returns the comparison of the first that differs or, if none does, of the last.
     *
     * @throws IOException if one cannot be read, or is damaged
     */
    static KeyComparison compare(RestorePlan plan, RecordTable restored, List<Path> databases, Progress progress)
            throws IOException {
        Iterator<Path> rest = databases.iterator();
        KeyComparison keys;
        do {
            keys = compare(plan, restored, rest.next(), progress);
        } while (keys.same() && rest.hasNext());
        return keys;
    }

    /**
     * Reads a database that no server has open, and compares it.
     *
     * @throws IOException if it cannot be read, or is damaged
     */
    static KeyComparison compare(RestorePlan plan, RecordTable restored, Path database, Progress progress)
            throws IOException {
        KeyComparer comparer = new KeyComparer(plan.revisions().last(), restored);
        try (ByteSource source = ByteSource.open(database)) {
            KeyBucket.open(source).walk(comparer, progress);
        }
        return comparer.result();
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
            if (main > last) {
                later(leaf, i);
            } else {
                find(leaf, i, main, Revision.subOf(buffer, key));
            }
        }
    }

    private void find(Leaf leaf, int element, long main, long sub) {
        while (next < restored.count() && restored.compare(next, main, sub) < 0) {
            lack(next++);
        }
        if (next < restored.count() && restored.compare(next, main, sub) == 0) {
            if (restored.sum(next) != sums.of(leaf, element)) {
                different(leaf, element, "differs from what was restored");
            }
            next++;
        } else {
            different(leaf, element, "was not restored");
        }
    }

    private void later(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        boolean deleted = leaf.keyLength(element) == Revision.TOMBSTONE_KEY_LENGTH;
        if (key(buffer).startsWith(ProofRequest.CANARY)) {
            return;
        }
        if (deleted && restored.hasLease(sums.of(buffer, keyValue.keyStart(), keyValue.keyLength()))) {
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

    private KeyComparison result() {
        while (next < restored.count()) {
            lack(next++);
        }
        return new KeyComparison(restored.keys(), lacking, different, since, named, expired, removed);
    }

    /** The name of the key is nowhere any more, only the revision at which it was written. */
    private void lack(int record) {
        if (restored.isLiving(record)) {
            lacking++;
            name(named, "the key that was written last at revision " + restored.main(record) + " is missing");
        }
    }
}
