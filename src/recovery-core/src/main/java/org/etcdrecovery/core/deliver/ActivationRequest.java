package org.etcdrecovery.core.deliver;

import java.time.Duration;
import java.util.Set;

/**
 * How to put the staged members in place and start them.
 *
 * @param quarantine whether they listen for clients on 127.0.0.1 only, until that is lifted
 * @param without    the members of the plan that are left out because their hosts cannot be reached; the operator says that
 *                   their old etcd will not come back
 * @param patience   how long to wait until nothing uses the old data directory, and until a member listens
 */
public record ActivationRequest(boolean quarantine, Set<String> without, Duration patience) {
    /** How long a server may take to stop, and to start. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(2);

    /** Copies the set. */
    public ActivationRequest {
        without = Set.copyOf(without);
    }
}
