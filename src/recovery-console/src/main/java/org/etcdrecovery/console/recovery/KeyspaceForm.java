package org.etcdrecovery.console.recovery;

import java.util.List;

/**
 * What was decided about leases and the revision to go back to.
 *
 * @param lease      which leases are dropped, as the option {@code --lease} takes it
 * @param asOf       the revision to go back to; 0 to stay at the last one
 * @param recreate   whether leases that are gone are created again
 * @param dropLeased whether keys whose lease is gone are dropped
 */
public record KeyspaceForm(List<String> lease, long asOf, boolean recreate, boolean dropLeased) {
    /** Copies the list. */
    public KeyspaceForm {
        lease = List.copyOf(lease);
    }
}
