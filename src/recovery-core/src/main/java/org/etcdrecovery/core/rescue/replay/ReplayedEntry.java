package org.etcdrecovery.core.rescue.replay;

import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.rescue.EntryKind;

/**
 * An entry that the operator should see.
 *
 * @param index     its index in the raft log
 * @param term      the term of the leader that proposed it
 * @param kind      what it requests
 * @param effect    whether it changed anything
 * @param keys      the first keys and ranges that it names, escaped as Go does
 * @param uncertain why a server may have decided otherwise; usually empty
 */
public record ReplayedEntry(long index, long term, EntryKind kind, Effect effect, List<String> keys,
        Set<ReplayCode> uncertain) {
    /** Copies the collections. */
    public ReplayedEntry {
        keys = List.copyOf(keys);
        uncertain = Set.copyOf(uncertain);
    }
}
