package org.etcdrecovery.console.recovery;

import java.time.Instant;
import org.etcdrecovery.core.plan.RestorePlan;

/**
 * A plan that the delivery writes on the members' hosts; Restore writes nothing on this machine.
 *
 * @param plan            the plan
 * @param decidedAt       when the operator left it to the delivery
 * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead
 */
public record DeliveredPlan(RestorePlan plan, Instant decidedAt, boolean rehearsalFailed) {}
