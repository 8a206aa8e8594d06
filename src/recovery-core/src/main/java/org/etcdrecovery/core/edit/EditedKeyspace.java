package org.etcdrecovery.core.edit;

import java.util.List;
import java.util.Set;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.snapshot.SnapshotFacts.PredictedHash;

/**
 * The keyspace that an edit makes of one snapshot.
 *
 * @param change     what changes
 * @param hash       what a member answers to HashKV
 * @param servedKeys how many keys a client can see
 * @param leases     what becomes of the leases that there are or that keys need, by ID; the first
 *                   {@link KeyspaceChange#MOST_LISTED} of them
 * @param kept       how many leases stay, with how many keys
 * @param unknown    leases that the edit names, but that neither exist nor have keys
 */
public record EditedKeyspace(KeyspaceChange change, PredictedHash hash, long servedKeys, List<LeaseEffect> leases,
        Tally kept, Set<LeaseId> unknown) {
    /** Copies the collections. */
    public EditedKeyspace {
        leases = List.copyOf(leases);
        unknown = Set.copyOf(unknown);
    }

    /** What was asked for. */
    public KeyspaceEdit edit() {
        return change.edit();
    }
}
