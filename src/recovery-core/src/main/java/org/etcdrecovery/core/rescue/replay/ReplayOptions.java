package org.etcdrecovery.core.rescue.replay;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.ApplyRules;

/**
 * How to replay a log.
 *
 * @param committedOnly whether to leave out the entries after the commit index in the log
 * @param server        the server whose behaviour to follow; empty to follow what database and log tell of it
 */
public record ReplayOptions(boolean committedOnly, Optional<ApplyRules> server) {
    /** Takes everything that a newly elected leader would. */
    public static final ReplayOptions DEFAULT = new ReplayOptions(false, Optional.empty());
}
