package org.etcdrecovery.console.deliver;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.core.deliver.HostState;

/**
 * What the status of a delivery depends on.
 *
 * @param running     what is being done; empty if nothing is
 * @param complete    whether all members of the plan are delivered
 * @param majority    whether those that are delivered are a majority of the voters
 * @param chosen      how many are delivered
 * @param counts      of how many of these something is so
 * @param unconfirmed the names of members left out whose old etcd may come back, as far as the operator said; may be empty
 */
public record DeliveryFacts(Optional<DeliveryStep> running, boolean complete, boolean majority, int chosen,
        Map<Trait, Integer> counts, String unconfirmed) {
    private static final Set<HostState> STAGED_OR_FURTHER = Set.of(HostState.STAGED, HostState.ACTIVATING,
            HostState.ACTIVATED, HostState.STARTED);

    /** What may be so of a member that is delivered. */
    public enum Trait {
        /** Something is wrong that is typed for it. */
        INVALID(row -> row.fields().target().isEmpty()),
        /** Its host was not asked since something was typed for it. */
        UNASKED(row -> !row.isAsked()),
        /** Nothing can be staged on its host. */
        BLOCKED(HostRow::isBlocked),
        /** Nothing can be put in place on its host. */
        BARRED(HostRow::isBarred),
        /** It is staged, or further. */
        STAGED(row -> row.state().filter(STAGED_OR_FURTHER::contains).isPresent()),
        /** It is in place and, if a service starts it, started. */
        PLACED(HostRow::isPlaced),
        /** It is in place and started, and lets no clients in yet. */
        QUARANTINED(row -> row.isPlaced() && row.isQuarantined()),
        /** It is in place, and the operator still has to start it. */
        TO_START(HostRow::isToStart),
        /** The last step was not taken on its host. */
        FAILED(HostRow::hasFailed),
        /** It was taken away again. */
        UNDONE(row -> row.state().filter(HostState.UNDONE::equals).isPresent());

        @SuppressWarnings("ImmutableEnumChecker") // The predicates have no state.
        private final Predicate<HostRow> holds;

        Trait(Predicate<HostRow> holds) {
            this.holds = holds;
        }
    }

    /** What is known of the members of a plan, while this is being done. */
    static DeliveryFacts of(List<HostRow> rows, Optional<DeliveryStep> running) {
        List<HostRow> chosen = rows.stream().filter(DeliveryFacts::isChosen).toList();
        Map<Trait, Integer> counts = Stream.of(Trait.values())
                .collect(Collectors.toUnmodifiableMap(Function.identity(), trait -> count(chosen, trait.holds)));
        String unconfirmed = rows.stream()
                .filter(row -> !isChosen(row) && !row.fields().gone().get())
                .map(HostRow::name)
                .collect(Collectors.joining(", "));
        return new DeliveryFacts(running, chosen.size() == rows.size(),
                count(chosen, DeliveryFacts::votes) * 2 > count(rows, DeliveryFacts::votes), chosen.size(), counts,
                unconfirmed);
    }

    private static boolean isChosen(HostRow row) {
        return row.fields().chosen().get();
    }

    private static boolean votes(HostRow row) {
        return !row.member().learner();
    }

    private static int count(List<HostRow> rows, Predicate<HostRow> wanted) {
        return (int) rows.stream().filter(wanted).count();
    }

    /** Of how many members that are delivered this is so. */
    int count(Trait trait) {
        return counts.getOrDefault(trait, 0);
    }

    /** Whether this is so of any member that is delivered. */
    public boolean any(Trait trait) {
        return count(trait) > 0;
    }

    private boolean all(Trait trait) {
        return count(trait) == chosen;
    }

    /** Whether the chosen members are in place and started. */
    public boolean isInPlace() {
        return chosen > 0 && all(Trait.PLACED);
    }

    /** Whether what runs decides how far the delivery is. */
    boolean changes() {
        return running.filter(EnumSet.of(DeliveryStep.STAGE, DeliveryStep.ACTIVATE, DeliveryStep.UNDO)::contains)
                .isPresent();
    }

    /** What comes next. */
    public Action next() {
        if (isInPlace()) {
            return Action.CONTINUE;
        }
        if (!isChecked() || any(Trait.BLOCKED) || (all(Trait.STAGED) && any(Trait.BARRED))) {
            return Action.CHECK;
        }
        return isStaged() ? Action.ACTIVATE : Action.STAGE;
    }

    /** Whether all chosen hosts were asked since something was typed. */
    public boolean isChecked() {
        return chosen > 0 && !any(Trait.UNASKED) && !any(Trait.INVALID);
    }

    /** Whether the chosen members are staged, or further. */
    public boolean isStaged() {
        return isChecked() && all(Trait.STAGED);
    }
}
