package org.etcdrecovery.core.edit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Set;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.KeyHistory;

/** Decides record by record what becomes of it, when the newest record of each key is known. */
final class EditPass implements LeafVisitor {
    private final KeyspaceEdit edit;
    private final BitSet newest;
    private final BitSet newestNow;
    private final KeyHistory before;
    private final LeaseFates fates;
    private final EditedHash hash;
    private final SubtreeTable subtrees = new SubtreeTable();
    private final BitSet dropped = new BitSet();
    private final KeyValueReader keyValue = new KeyValueReader();
    private final Tombstone tombstone = new Tombstone();
    private final long last;
    private int record;
    private int deletions;

    /**
     * @param leases    the leases that exist
     * @param compacted the compact revision; -1 if nothing was compacted
     * @param before    has read all records, as of the revision to go back to
     * @param newestNow the newest records at the last revision
     */
    EditPass(KeyspaceEdit edit, Set<Long> leases, long compacted, KeyHistory before, BitSet newestNow) {
        this.edit = edit;
        this.before = before;
        this.newest = before.newest();
        this.newestNow = newestNow;
        this.fates = new LeaseFates(edit, leases);
        this.hash = new EditedHash(compacted);
        this.last = Math.max(Math.max(before.lastKept(), compacted), 1);
    }

    @Override
    public void leaf(Leaf leaf) throws IOException {
        for (int i = 0; i < leaf.count(); i++, record++) {
            // The first pass has refused records that do not read.
            keyValue.read(leaf.buffer(), leaf.valueStart(i), leaf.valueLength(i));
            if (Revision.mainOf(leaf.buffer(), leaf.keyStart(i)) > edit.upTo()) {
                if (newestNow.get(record)) {
                    subtrees.taken(leaf.buffer(), keyValue);
                }
            } else {
                keep(leaf, i);
            }
        }
    }

    private void keep(Leaf leaf, int element) {
        ByteBuffer buffer = leaf.buffer();
        boolean exists = newest.get(record);
        if (exists && keyValue.lease() != 0
                && fates.key(new LeaseId(keyValue.lease()), buffer, keyValue) == Fate.DROPPED) {
            exists = false;
            dropped.set(record);
            tombstone.of(new Revision(last + 1, deletions++), buffer, keyValue);
            hash.append(tombstone);
        }
        if (exists && !newestNow.get(record)) {
            subtrees.back(buffer, keyValue);
        }
        hash.record(leaf, element, exists, keyValue.keyLength() == 0);
    }

    Surveyed result() {
        BitSet after = (BitSet) newest.clone();
        after.andNot(dropped);
        int empty = before.recordOfEmptyKey();
        boolean hasEmpty = empty >= 0 && after.get(empty);
        long current = deletions > 0 ? last + 1 : last;
        KeyspaceChange change = new KeyspaceChange(edit, current, fates.changed(), fates.tally(Fate.DROPPED),
                fates.tally(Fate.RECREATED), fates.tally(Fate.ORPHANED), subtrees.sorted());
        EditedKeyspace keyspace = new EditedKeyspace(change, hash.predicted(),
                (long) after.cardinality() - (hasEmpty ? 1 : 0), fates.all(), fates.tally(Fate.KEPT),
                fates.unknown());
        return new Surveyed(keyspace, dropped, after, before.kept() + deletions, hasEmpty ? empty : -1,
                fates.recreated());
    }
}
