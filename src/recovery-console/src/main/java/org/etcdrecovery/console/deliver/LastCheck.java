package org.etcdrecovery.console.deliver;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * When the hosts were last checked.
 *
 * @param time      when that ended
 * @param doneSince what was done on the hosts since, so that what was found may no longer be so; empty if nothing was
 */
public record LastCheck(Instant time, Optional<DeliveryStep> doneSince) {
    private static final Set<DeliveryStep> CHANGING = EnumSet.of(DeliveryStep.ACTIVATE, DeliveryStep.OPEN,
            DeliveryStep.UNDO, DeliveryStep.CLEAN);

    /** The same check once this step has begun. The first step that changed something stays. */
    LastCheck then(DeliveryStep step) {
        return doneSince.isEmpty() && CHANGING.contains(step) ? new LastCheck(time, Optional.of(step)) : this;
    }
}
