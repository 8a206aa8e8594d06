package org.etcdrecovery.console.deliver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.recovery.DeliveryForm.HostForm;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.plan.RestorePlan;

/** A row for each member of a plan: what a profile knows of its host, what was typed for it, and what was found there. */
final class DeliveryRows {
    private final ProfileHosts hosts;
    private final Runnable changed;
    private final ObservableList<HostRow> rows = FXCollections.observableArrayList();
    private final ObservableList<HostRow> shown = FXCollections.unmodifiableObservableList(rows);
    private final ChosenHosts chosen = new ChosenHosts(rows);
    private final EarlierPlans earlier = new EarlierPlans();
    private Map<String, HostForm> before = Map.of();

    /**
     * @param hosts   where the members were when they were last reached
     * @param changed called when something changes that follows from the rows
     */
    DeliveryRows(ProfileHosts hosts, Runnable changed) {
        this.hosts = hosts;
        this.changed = changed;
    }

    /** The rows; none while there is no plan. */
    ObservableList<HostRow> shown() {
        return shown;
    }

    /** What is known of the chosen members together. */
    ChosenHosts chosen() {
        return chosen;
    }

    /** Makes the rows of another plan, or of none. What is typed stays with the names of the members. */
    void show(Optional<RestorePlan> plan) {
        before = typed();
        rows.forEach(earlier::keep);
        rows.setAll(plan.map(this::fresh).orElse(List.of()));
        plan.map(Delivery::sha256).ifPresent(id -> rows.forEach(row -> earlier.recall(row, id)));
        rows.forEach(row -> {
            row.condition().subscribe(changed);
            row.report().subscribe(changed);
            row.fields().address().subscribe((_, _) -> compare());
            row.fields().directory().subscribe((_, _) -> compare());
            row.fields().chosen().subscribe((_, _) -> compare());
        });
        compare();
    }

    /** Finds members that go to the same place. */
    private void compare() {
        rows.forEach(row -> row.fields()
                .shareWith(rows.stream()
                        .filter(other -> !other.equals(row) && row.fields().placeKey().isPresent()
                                && other.fields().placeKey().equals(row.fields().placeKey()))
                        .toList()));
        changed.run();
    }

    private List<HostRow> fresh(RestorePlan plan) {
        List<HostRow> all = new ArrayList<>();
        plan.members().forEach(member -> {
            HostRow row = new HostRow(member, Placement.host(member));
            Optional.ofNullable(hosts.known().get(member.name())).ifPresent(row.fields()::fill);
            Optional.ofNullable(before.get(member.name())).ifPresent(row.fields()::fill);
            all.add(row);
        });
        return all;
    }

    /** What would be chosen for another plan than the one that is shown. */
    ChosenHosts of(RestorePlan plan) {
        return new ChosenHosts(fresh(plan));
    }

    /** What is typed, by the names of the members; of one that the plan does not have, what was typed before. */
    Map<String, HostForm> typed() {
        Map<String, HostForm> typed = new HashMap<>(before);
        rows.forEach(row -> row.fields()
                .typed()
                .ifPresentOrElse(form -> typed.put(row.name(), form), () -> typed.remove(row.name())));
        return typed;
    }

    /** Restores what was typed earlier. */
    void fill(Map<String, HostForm> typed) {
        before = Map.copyOf(typed);
        rows.forEach(row -> Optional.ofNullable(typed.get(row.name())).ifPresent(row.fields()::fill));
    }

    /** Keeps the places of hosts that were reached in the profile. */
    void remember(List<HostReport> reports) {
        hosts.remember(reports.stream()
                .filter(HostReport::reached)
                .flatMap(report -> chosen.row(report.target()).stream())
                .collect(Collectors.toMap(HostRow::name, row -> row.fields().place())));
    }
}
