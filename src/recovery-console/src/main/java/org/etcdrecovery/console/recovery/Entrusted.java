package org.etcdrecovery.console.recovery;

import java.time.Instant;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * A plan that is left to the delivery: it writes the data directories on the hosts of the members, and the restore
 * writes none here.
 *
 * @param plan    the plan
 * @param time    when the operator left it to the delivery
 * @param despite whether a rehearsal of the plan had failed before
 */
public record Entrusted(RestorePlan plan, Instant time, boolean despite) {}
