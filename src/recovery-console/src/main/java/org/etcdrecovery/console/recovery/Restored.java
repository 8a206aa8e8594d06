package org.etcdrecovery.console.recovery;

import java.time.Instant;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;

/**
 * A completed restore with the plan that it carried out: the form may have changed since.
 *
 * @param plan            the plan
 * @param result          what was done
 * @param started         when the restore began
 * @param ended           when it was done
 * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead
 */
public record Restored(RestorePlan plan, RestoreResult result, Instant started, Instant ended,
        boolean rehearsalFailed) {}
