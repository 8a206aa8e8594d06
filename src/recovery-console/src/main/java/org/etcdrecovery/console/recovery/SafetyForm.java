package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.Optional;

/**
 * What was decided in the step Safety.
 *
 * @param bump        whether to raise the revision and mark the range below as compacted
 * @param amount      by how much, as typed
 * @param clearAlarms whether to drop the alarms
 * @param keyspace    what to change in keys and leases; empty if nothing
 */
public record SafetyForm(boolean bump, String amount, boolean clearAlarms,
        @JsonInclude(Include.NON_ABSENT) Optional<KeyspaceForm> keyspace) {
    /** A form without changes to keys and leases. */
    public SafetyForm(boolean bump, String amount, boolean clearAlarms) {
        this(bump, amount, clearAlarms, Optional.empty());
    }
}
