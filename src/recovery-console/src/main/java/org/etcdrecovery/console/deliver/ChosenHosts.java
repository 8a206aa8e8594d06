package org.etcdrecovery.console.deliver;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.core.deliver.DeliveryTarget;

/** What is known of the members of a delivery together: which are chosen, and how far they are. */
public final class ChosenHosts {
    private final List<HostRow> rows;

    /** @param rows the members of the plan, as they change */
    ChosenHosts(List<HostRow> rows) {
        this.rows = rows;
    }

    private Stream<HostRow> chosen() {
        return rows.stream().filter(row -> row.fields().chosen().get());
    }

    /** The chosen members that are in place, whether or not they start. */
    private Stream<HostRow> inPlace() {
        return chosen().filter(HostRow::isInPlace);
    }

    /** What the delivery has come to. */
    Delivered delivered() {
        List<String> out = inPlace().flatMap(row -> row.without().stream()).distinct().toList();
        Map<String, String> places = inPlace().flatMap(row -> row.fields().target().stream())
                .collect(Collectors.toMap(target -> target.member().name(), target -> target.destination().toString()));
        Delivered now = new Delivered(inPlace().map(HostRow::name).toList(),
                inPlace().filter(HostRow::isQuarantined).map(HostRow::name).toList(), out, places);
        return now.members().isEmpty() ? Delivered.NOTHING : now;
    }

    /** What the status of the delivery depends on, while this is being done. */
    DeliveryFacts facts(Optional<DeliveryStep> running) {
        return DeliveryFacts.of(rows, running);
    }

    /** The names of the chosen members that the operator starts. */
    public List<String> byHand() {
        return chosen().filter(row -> row.fields().isByHand()).map(HostRow::name).toList();
    }

    /** The names of the members that are left out. */
    public Set<String> without() {
        return rows.stream()
                .filter(row -> !row.fields().chosen().get())
                .map(HostRow::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The chosen members whose destinations are complete. */
    public List<DeliveryTarget> targets() {
        return targets(_ -> true);
    }

    List<DeliveryTarget> targets(Predicate<HostRow> wanted) {
        return chosen().filter(wanted).flatMap(row -> row.fields().target().stream()).toList();
    }

    /** The fingerprints that the operator has compared, by member. */
    public Map<String, String> acceptedKeys() {
        return chosen().filter(row -> row.acceptedKey().isPresent())
                .collect(Collectors.toUnmodifiableMap(HostRow::name, row -> row.acceptedKey().orElseThrow()));
    }

    Optional<HostRow> row(String name) {
        return rows.stream().filter(row -> row.name().equals(name)).findFirst();
    }

    Optional<HostRow> row(DeliveryTarget target) {
        return row(target.member().name()).filter(row -> row.fields().target().equals(Optional.of(target)));
    }
}
