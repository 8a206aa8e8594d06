package org.etcdrecovery.console.recovery;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;

/**
 * What was written, to be kept until it is proven: a run that goes on after a restart neither writes it again nor finds
 * its own directories in the way.
 *
 * @param plan     what was carried out, as {@link PlanJson} writes it
 * @param result   what was done
 * @param started  when it began
 * @param ended    when it was done
 * @param planFile where the plan was saved for scripts; empty when it was not
 */
public record RestoreRecord(String plan, RestoreResult result, Instant started, Instant ended,
        Optional<Path> planFile) {
    static RestoreRecord of(Restored restored, Optional<Path> planFile) {
        return new RestoreRecord(PlanJson.write(restored.plan()), restored.result(), restored.started(),
                restored.ended(), planFile);
    }

    /** Whether this plan is the one that was carried out. */
    boolean carriedOut(RestorePlan accepted) {
        try {
            return PlanJson.read("the interrupted run", plan).equals(accepted);
        } catch (InvalidPlanException e) {
            // Written by another version, or changed since.
            return false;
        }
    }
}
