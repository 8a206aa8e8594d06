package org.etcdrecovery.core.edit;

import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.text.Counted;
import org.etcdrecovery.core.text.HumanSize;

/**
 * What an edit changes in the keyspace of one snapshot.
 *
 * @param edit         what was asked for
 * @param lastRevision the last revision after it, and before any bump
 * @param leases       the leases that do not simply stay, by ID; the first {@link #MOST_LISTED} of them
 * @param dropped      how many leases are dropped, with how many keys
 * @param recreated    how many leases are created again, for how many keys
 * @param orphaned     how many leases are left missing, and the keys that are attached to them
 * @param subtrees     what going back changes, by subtree
 */
public record KeyspaceChange(KeyspaceEdit edit, long lastRevision, List<LeaseEffect> leases, Tally dropped,
        Tally recreated, Tally orphaned, List<Subtree> subtrees) {
    /** The most leases that are listed one by one. */
    public static final int MOST_LISTED = 1000;

    /** Copies the lists. */
    public KeyspaceChange {
        leases = List.copyOf(leases);
        subtrees = List.copyOf(subtrees);
    }

    /**
     * A number of leases and of keys.
     *
     * @param leases how many leases
     * @param keys   how many keys are attached to them
     */
    public record Tally(long leases, long keys) {}

    /** How many of the keys that exist now were written since the revision that the keyspace goes back to. */
    public long takenKeys() {
        return subtrees.stream().mapToLong(Subtree::takenKeys).sum();
    }

    /** The size of these keys and values in bytes. */
    public long takenBytes() {
        return subtrees.stream().mapToLong(Subtree::takenBytes).sum();
    }

    /** How many keys come back, or go back to an earlier value. */
    public long backKeys() {
        return subtrees.stream().mapToLong(Subtree::backKeys).sum();
    }

    /** What going back does to keys, in words. A key that was deleted since is only among those with an earlier value. */
    public String goingBack() {
        return Counted.of(takenKeys(), "key") + " (" + HumanSize.of(takenBytes()) + ") written since "
                + (takenKeys() == 1 ? "loses its" : "lose their") + " present value; "
                + Counted.of(backKeys(), "key") + (backKeys() == 1 ? " gets" : " get")
                + " an earlier value, deleted ones included";
    }

    /** The listed leases of this fate. */
    public Stream<LeaseEffect> leases(Fate fate) {
        return leases.stream().filter(lease -> lease.fate() == fate);
    }
}
