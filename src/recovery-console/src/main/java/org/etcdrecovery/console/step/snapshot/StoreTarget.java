package org.etcdrecovery.console.step.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.etcdrecovery.console.finding.ButtonNames;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.snapshot.StoredSave.Stored;
import org.etcdrecovery.console.storage.StoreFields.Field;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.shell.Command;

/** The target of the step Snapshot if it is in object storage: what is typed for it, and what was saved there. */
final class StoreTarget {
    private final Recovery recovery;
    private final StepTools tools;
    private final StringProperty target;
    private final ObservableValue<Optional<MemberChoice>> selected;
    private final StoredSave save;
    private final ReadOnlyObjectWrapper<Optional<Stored>> stored = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<StorePlace> place = new ReadOnlyObjectWrapper<>(StorePlace.EMPTY);

    /**
     * @param target   the target as typed, in object storage or not
     * @param selected the member to take the snapshot from; empty if none answered
     */
    StoreTarget(Recovery recovery, StepTools tools, StringProperty target,
            ObservableValue<Optional<MemberChoice>> selected) {
        this.recovery = recovery;
        this.tools = tools;
        this.target = target;
        this.selected = selected;
        this.save = new StoredSave(tools);
        target.subscribe(text -> save.fields().value(Field.ADDRESS).set(StoredSave.isMeant(text) ? text : ""));
        save.fields().value(Field.ADDRESS).subscribe((_, address) -> nameIn(address));
        save.fields().follow(() -> place.set(save.fields().form()));
    }

    /** A profile names a folder; the snapshot needs a name in it. */
    private void nameIn(String address) {
        if (StoredSave.isMeant(address) && address.endsWith("/") && !target.get().equals(address)) {
            selected.getValue()
                    .ifPresent(from -> target.set(address
                            + TargetName.of(from, tools.memory().settings().get().profiles(), tools.clock())));
        }
    }

    /** Saves into object storage. */
    StoredSave save() {
        return save;
    }

    /** The place as it is saved. */
    ReadOnlyObjectProperty<StorePlace> place() {
        return place.getReadOnlyProperty();
    }

    /** Whether the target is in object storage. */
    boolean isMeant() {
        return StoredSave.isMeant(target.get());
    }

    /** The snapshot that was saved there; empty if none was, or the form describes another by now. */
    Optional<Stored> now() {
        return stored.get()
                .filter(done -> done.place().address().equals(target.get().strip())
                        && selected.getValue().filter(one -> one.endpoint().equals(done.from())).isPresent()
                        && recovery.snapshot().get().flatMap(SnapshotChoice::place).isPresent());
    }

    /** Why nothing can be saved there, a sentence; empty if it can. */
    String problem() {
        return save.problem();
    }

    /** What is still missing or wrong; empty if nothing is. */
    String reason() {
        return problem().isEmpty() ? save.fields().reason() : problem();
    }

    /** The commands that do the same. */
    List<Command> commands() {
        return recovery.oldCluster()
                .connection()
                .get()
                .flatMap(how -> selected.getValue().map(from -> save.commands(how, from.endpoint())))
                .orElse(List.of());
    }

    /**
     * Saves there, unless something runs.
     *
     * @param begun  called before it begins
     * @param done   receives what was saved
     * @param failed receives why it was not
     */
    void save(Activity activity, Runnable begun, Consumer<Stored> done, Consumer<Failed> failed) {
        Optional<MemberChoice> from = selected.getValue();
        Optional<ConnectionSettings> how = recovery.oldCluster().connection().get();
        if (activity.isRunning() || from.isEmpty() || how.isEmpty()) {
            return;
        }
        StorePlace where = save.logIn();
        begun.run();
        stored.set(Optional.empty());
        recovery.forgetSnapshot();
        tools.runner()
                .run(activity, reporter -> save.save(where, how.get(), from.get().endpoint(), reporter.progress()),
                        result -> {
                            stored.set(Optional.of(result));
                            done.accept(result);
                        }, thrown -> {
                            Failed why = Failed.of(thrown);
                            failed.accept(why.saying(ButtonNames.in(why.what()), why.advice()));
                        });
    }
}
