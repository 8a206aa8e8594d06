package org.etcdrecovery.core.rehearse;

import java.util.List;
import org.etcdrecovery.core.text.Counted;

/**
 * How the keys that a rehearsed cluster holds compare with those of the snapshot, as of the last revision of the plan.
 *
 * @param keys      how many keys the snapshot has
 * @param missing   how many of them the cluster lacks
 * @param different how many records of the cluster differ from the snapshot's, or have no counterpart there
 * @param since     how many changes are newer than the plan and were not made by a lease that ran out or by the proof
 * @param named     some of those keys and what is wrong with each
 * @param expired   how many keys were deleted since because their leases ran out, as planned
 * @param removed   some of those keys
 */
public record KeyComparison(long keys, long missing, long different, long since, List<String> named, long expired,
        List<String> removed) {
    public KeyComparison {
        named = List.copyOf(named);
        removed = List.copyOf(removed);
    }

    /** Whether the cluster has every key, with the same value and revisions, and nothing else. */
    public boolean same() {
        return missing == 0 && different == 0 && since == 0;
    }

    /** The result in a few words. */
    String seen() {
        if (same()) {
            return (keys == 1 ? "1 key, the same" : keys + " keys, all the same") + " as in the snapshot" + (expired > 0
                    ? "; " + Counted.of(expired, "key was", "keys were") + " removed since by leases that ran out"
                    : "");
        }
        return missing + " of " + Counted.of(keys, "key") + " missing, " + different + " different, " + since
                + " changed since";
    }
}
