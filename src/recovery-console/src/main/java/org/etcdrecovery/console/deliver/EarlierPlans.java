package org.etcdrecovery.console.deliver;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.deliver.DeliveryTarget;

/** What earlier plans of this run have begun on hosts, where it stays when the plan is changed. */
final class EarlierPlans {
    private final Map<String, OtherPlan> byDestination = new HashMap<>();

    /** Remembers what has been begun where this member goes. */
    void keep(HostRow row) {
        destination(row).ifPresent(place -> {
            if (row.isEmpty()) {
                byDestination.remove(place);
            } else {
                row.begun().ifPresent(known -> byDestination.put(place, known));
            }
        });
    }

    /** Tells a member of this plan at once what another plan has begun where it goes. */
    void recall(HostRow row, String plan) {
        destination(row).flatMap(place -> Optional.ofNullable(byDestination.get(place)))
                .filter(known -> !known.sha256().equals(plan))
                .ifPresent(row::leftBehind);
    }

    private static Optional<String> destination(HostRow row) {
        return row.fields().target().map(DeliveryTarget::destination).map(Object::toString);
    }
}
