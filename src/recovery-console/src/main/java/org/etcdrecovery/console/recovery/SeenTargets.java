package org.etcdrecovery.console.recovery;

import java.util.Optional;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestorePreview;

/**
 * What was found at the places that a plan writes to.
 *
 * @param plan    the plan whose targets were looked at
 * @param preview the state of the targets; empty if it could not be determined
 * @param failure why it could not, a sentence; otherwise empty
 */
public record SeenTargets(RestorePlan plan, Optional<RestorePreview> preview, String failure) {
    /** A look that succeeded. */
    public static SeenTargets of(RestorePlan plan, RestorePreview preview) {
        return new SeenTargets(plan, Optional.of(preview), "");
    }

    /** A look that failed. */
    public static SeenTargets failed(RestorePlan plan, String failure) {
        return new SeenTargets(plan, Optional.empty(), failure);
    }
}
