package org.etcdrecovery.console.step.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.filing.SaveTarget;
import org.etcdrecovery.console.filing.TargetCheck;
import org.etcdrecovery.console.filing.TargetOffer;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.StageProgress;
import org.etcdrecovery.console.shell.Dialogs;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.snapshot.StoredSave.Stored;
import org.etcdrecovery.console.step.snapshot.repeat.RepeatModel;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.probe.SnapshotSource;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.save.SavedSnapshot;
import org.etcdrecovery.core.shell.Command;

/** The step Snapshot: one file from one member. */
public final class SnapshotViewModel implements StepModel {
    private static final int PERCENT = 100;

    private final Texts texts = Texts.of("snapshot");
    private final Recovery recovery;
    private final StepTools tools;
    private final StepOutline outline = new StepOutline(StepId.SNAPSHOT);
    private final Coalesced refresh = new Coalesced(this::show);
    private final ObservableList<MemberChoice> choices = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<MemberChoice>> selected = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty target = new SimpleStringProperty("");
    private final TargetCheck check;
    private final TargetOffer offer;
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper("");
    private final RepeatModel repeat;
    private final StoreTarget store;
    private final FileSave fileSave;
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public SnapshotViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        this.tools = tools;
        this.check = new TargetCheck(tools.runner());
        this.offer = new TargetOffer(tools);
        this.repeat = new RepeatModel(tools);
        this.store = new StoreTarget(recovery, tools, target, selected);
        this.fileSave = new FileSave(recovery, tools, outline.activity(), this::done, why -> {
            failed.set(why);
            why.ifPresent(_ -> check.look(target.get()));
        });
        store.place().subscribe(refresh::changed);
        store.save().fields().follow(refresh::changed);
        repeat.made().subscribe(refresh::changed);
        recovery.oldCluster().assessment().subscribe(_ -> refreshChoices());
        recovery.oldCluster().report().subscribe(_ -> refreshChoices());
        selected.subscribe(_ -> offerName());
        target.subscribe(check::look);
        check.found().subscribe(this::seen);
        recovery.saved().subscribe(refresh::changed);
        recovery.snapshot().subscribe(refresh::changed);
        recovery.source().subscribe(refresh::changed);
        recovery.oldCluster().connection().subscribe(refresh::changed);
        outline.activity().running().subscribe(refresh::changed);
        outline.activity().stages().addListener((ListChangeListener<StageProgress>) change -> {
            while (change.next()) {
                change.getAddedSubList().forEach(stage -> stage.done().subscribe(refresh::changed));
            }
        });
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    @Override
    public boolean isPassedBy() {
        return recovery.source().get() != SourceKind.ENDPOINTS;
    }

    /** The members that answered. */
    ObservableList<MemberChoice> choices() {
        return choices;
    }

    /** The member to take the snapshot from; empty if none answered. */
    ObjectProperty<Optional<MemberChoice>> selected() {
        return selected;
    }

    /** The file to write, as typed. */
    StringProperty target() {
        return target;
    }

    /** Why that file cannot be written; empty if it can. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** What to know about that file. */
    ReadOnlyStringProperty hint() {
        return hint.getReadOnlyProperty();
    }

    /** Why the last save failed; empty if it did not. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** The snapshot saved in this run. */
    ReadOnlyObjectProperty<Optional<SavedSnapshot>> saved() {
        return recovery.saved();
    }

    /** The source of the keyspace. */
    ReadOnlyObjectProperty<SourceKind> source() {
        return recovery.source();
    }

    /** The file that the run works on; empty if there is none. */
    ReadOnlyObjectProperty<Optional<SnapshotChoice>> snapshot() {
        return recovery.snapshot();
    }

    /** Has the save repeated. */
    RepeatModel repeat() {
        return repeat;
    }

    /** The target, if it is in object storage. */
    StoreTarget store() {
        return store;
    }

    /** Asks for files. */
    Dialogs dialogs() {
        return tools.dialogs();
    }

    /** Whether this run can use a data directory instead. */
    boolean takesDirectories() {
        return recovery.kind() != RunKind.SAVE;
    }

    private void refreshChoices() {
        Optional<SnapshotSource> best = recovery.oldCluster()
                .assessment()
                .get()
                .flatMap(QuorumAssessment::source)
                .or(() -> recovery.oldCluster().report().get().flatMap(SnapshotSource::recommend));
        List<MemberChoice> now = recovery.oldCluster()
                .report()
                .get()
                .map(report -> MemberChoice.of(report, best))
                .orElse(List.of());
        Optional<MemberChoice> kept = selected.get()
                .flatMap(old -> now.stream().filter(one -> one.endpoint().equals(old.endpoint())).findFirst());
        choices.setAll(now);
        selected.set(kept.or(() -> now.stream().filter(MemberChoice::isRecommended).findFirst())
                .or(() -> now.stream().findFirst()));
        refresh.changed();
    }

    private void offerName() {
        selected.get()
                .filter(_ -> offer.isOffered(target.get()))
                .ifPresent(from -> target.set(offer.offer(
                        TargetName.of(from, tools.memory().settings().get().profiles(), tools.clock()))));
        refresh.changed();
    }

    private void seen(Optional<SaveTarget> place) {
        if (place.filter(offer::takeBack).isPresent()) {
            offerName();
        } else {
            refresh.changed();
        }
    }

    private void show() {
        boolean inStore = store.isMeant();
        Optional<SaveTarget> found = check.found().get();
        problem.set(inStore ? store.problem() : found.map(this::problemOf).orElse(""));
        hint.set(inStore
                ? texts.get("store.hint")
                : found.map(this::hintOf).orElse(Texts.of("filing").get("target.looking")));
        Optional<MemberChoice> from = selected.get().filter(_ -> recovery.oldCluster().connection().get().isPresent());
        SaveFacts facts = new SaveFacts(outline.activity().isRunning(), percent(), recovery.snapshot().get(),
                failed.get(), isPassedBy() || isSaved() || isFromBefore(), from,
                inStore || found.isPresent(), inStore ? store.reason() : problem.get(),
                commands(), outline.wasPassed(),
                isSaved() && recovery.kind() == RunKind.SAVE);
        outline.show(SaveStatus.of(facts), action -> {
            switch (action) {
                case SAVE -> save();
                case CONTINUE -> outline.forward();
            }
        });
    }

    private List<Command> commands() {
        if (isPassedBy()) {
            return List.of();
        }
        if (isSaved() && recovery.kind() == RunKind.SAVE) {
            return repeat.commands();
        }
        return store.isMeant()
                ? store.commands()
                : SaveCommands.of(recovery.oldCluster().connection().get(), selected.get(), target.get());
    }

    private String problemOf(SaveTarget place) {
        return place.whyNot(selected.get().map(one -> one.status().db().file()).orElse(0L));
    }

    private String hintOf(SaveTarget place) {
        if (place.exists() && !isSaved()) {
            return texts.get("target.exists");
        }
        return place.free() < 0
                ? texts.get("target.complete")
                : texts.get("target.free", Quantities.size(place.free()));
    }

    private OptionalInt percent() {
        return outline.activity()
                .stages()
                .stream()
                .mapToDouble(StageProgress::fraction)
                .filter(fraction -> fraction >= 0)
                .mapToInt(fraction -> (int) (fraction * PERCENT))
                .reduce((_, last) -> last);
    }

    /** Whether the form still describes what was saved. */
    boolean isSaved() {
        return store.now().isPresent() || recovery.saved()
                .get()
                .filter(done -> done.file().toString().equals(target.get().strip())
                        && selected.get().filter(one -> one.endpoint().equals(done.endpoint())).isPresent())
                .isPresent();
    }

    /** Whether there is a file that was saved before the members were last asked, of which none answers now. */
    boolean isFromBefore() {
        return !isPassedBy() && choices.isEmpty() && recovery.snapshot().get().isPresent();
    }

    /** Asks for the file to write. */
    void browse() {
        Path now = check.found()
                .get()
                .filter(place -> place.problem() == SaveTarget.Problem.NONE)
                .map(SaveTarget::file)
                .orElse(Path.of(System.getProperty("user.home"), "snapshot.db"));
        tools.dialogs()
                .saveFile(texts.get("browse.title"), Objects.requireNonNull(now.getParent()),
                        String.valueOf(now.getFileName()))
                .ifPresent(file -> target.set(file.toAbsolutePath().toString()));
    }

    /** Saves the snapshot; asks before it replaces an existing file. */
    void save() {
        if (store.isMeant()) {
            store.save(outline.activity(), () -> failed.set(Optional.empty()), this::done, why -> {
                failed.set(Optional.of(why));
                refresh.changed();
            });
            return;
        }
        selected.get()
                .filter(_ -> !outline.activity().isRunning())
                .ifPresent(from -> check.found().get().ifPresent(place -> fileSave.begin(from, place)));
    }

    private void done(Stored done) {
        SavedSnapshot saved = done.saved().saved();
        // What is inspected next is what the store holds.
        recovery.choose(
                SnapshotChoice.stored(done.place())
                        .savedFrom(SavedFrom.name(saved), done.saved().time(), SavedFrom.lacks(saved)));
        recovery.oldCluster()
                .connection()
                .get()
                .ifPresent(how -> repeat.begin(how, done.place().at(done.folder()), saved.size()));
        refresh.changed();
    }

    private void done(SavedSnapshot saved) {
        recovery.saved(saved, new SnapshotChoice(saved.file(), SourceKind.ENDPOINTS, SavedFrom.name(saved),
                Optional.of(tools.clock().instant()), SavedFrom.lacks(saved), Optional.empty()));
        offer.remember(saved.file());
        recovery.oldCluster()
                .connection()
                .get()
                .ifPresent(how -> repeat.begin(how,
                        StorePlace.EMPTY.at(String.valueOf(saved.file().toAbsolutePath().getParent())), saved.size()));
        check.look(target.get());
    }

    /** Goes back to choose another source. */
    void goToSource() {
        outline.goTo(StepId.SOURCE);
    }

    /** Goes back to use the member's data directory. */
    void takeDirectory() {
        recovery.chooseSource(SourceKind.DIRECTORY);
        outline.goTo(StepId.SOURCE);
    }
}
