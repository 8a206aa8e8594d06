package org.etcdrecovery.console.recovery;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.core.plan.InvalidPlanException;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;

/**
 * A completed restore, or a plan that is left to the delivery, kept until it is verified. A run that is resumed after a
 * restart neither writes a restore again nor treats its directories as obstacles.
 *
 * @param plan            the plan, in the form of {@link PlanJson}
 * @param result          what was done here; empty if the plan is left to the delivery
 * @param started         when the restore began, or the plan was left to the delivery
 * @param ended           when the restore was done; the same otherwise
 * @param planFile        the file that the plan was saved to; empty if it was not
 * @param rehearsalFailed whether a rehearsal of this plan had failed when the operator went ahead; not saved
 *                        otherwise. Settings name it {@code despite}, as those of earlier versions do.
 */
public record RestoreRecord(String plan, @JsonInclude(Include.NON_ABSENT) Optional<RestoreResult> result,
        Instant started, Instant ended, Optional<Path> planFile,
        @JsonInclude(Include.NON_ABSENT) @JsonProperty("despite") Optional<Boolean> rehearsalFailed) {
    static RestoreRecord of(Restored restored, Optional<Path> planFile) {
        return new RestoreRecord(PlanJson.write(restored.plan()), Optional.of(restored.result()), restored.started(),
                restored.ended(), planFile, Optional.of(restored.rehearsalFailed()).filter(failed -> failed));
    }

    static RestoreRecord of(DeliveredPlan left, Optional<Path> planFile) {
        return new RestoreRecord(PlanJson.write(left.plan()), Optional.empty(), left.decidedAt(), left.decidedAt(),
                planFile,
                Optional.of(left.rehearsalFailed()).filter(failed -> failed));
    }

    /** Whether this plan is that of the record. */
    boolean isOf(RestorePlan accepted) {
        try {
            return PlanJson.read("the interrupted run", plan).equals(accepted);
        } catch (InvalidPlanException e) {
            // Another version wrote the record, or it was changed since.
            return false;
        }
    }
}
