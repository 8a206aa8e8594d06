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
public record LastCheck(Instant time, Optional<Step> doneSince) {
    private static final Set<Step> CHANGING = EnumSet.of(Step.ACTIVATE, Step.OPEN, Step.UNDO, Step.CLEAN);

    /** The same check once this step has begun. The first step that changed something stays. */
    LastCheck then(Step step) {
        return doneSince.isEmpty() && CHANGING.contains(step) ? new LastCheck(time, Optional.of(step)) : this;
    }
}
