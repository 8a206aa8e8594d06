package org.etcdrecovery.console.step.safety;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.run.Coalesced;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.safety.keyspace.KeyspaceModel;
import org.etcdrecovery.console.step.safety.prepare.PrepareModel;
import org.etcdrecovery.console.text.Amounts;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** The step Safety: by how much to raise the revision, and what else the snapshot carries along. */
public final class SafetyViewModel implements StepModel {
    private final Texts texts = Texts.of("safety");
    private final StepOutline outline = new StepOutline(StepId.SAFETY);
    private final Recovery recovery;
    private final BooleanProperty bump = new SimpleBooleanProperty();
    private final StringProperty amount = new SimpleStringProperty("");
    private final BooleanProperty clearAlarms = new SimpleBooleanProperty();
    private final BooleanProperty computing = new SimpleBooleanProperty();
    private final BumpAdvisor advisor;
    private final BumpNotes notes;
    private final AuthLoader auth;
    private final KeyspaceModel keyspace;
    private final PrepareModel prepare;
    private final ReadOnlyIntegerWrapper shown = new ReadOnlyIntegerWrapper();
    private final ReadOnlyObjectWrapper<Optional<SnapshotFacts>> facts = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private final Coalesced refresh = new Coalesced(this::show);
    private Optional<SnapshotChoice> confirmedFor = Optional.empty();
    /** The values that the snapshot suggests, filled in as long as the operator decides nothing else. */
    private SafetyForm usual = new SafetyForm(false, "", false);

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public SafetyViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        advisor = new BumpAdvisor(recovery, tools.clock());
        notes = new BumpNotes(texts, recovery, advisor);
        auth = new AuthLoader(tools.runner(), tools.opener());
        keyspace = new KeyspaceModel(recovery, tools);
        prepare = new PrepareModel(recovery, tools);
        recovery.inspection().subscribe(_ -> refresh.together(this::follow));
        keyspace.edit().subscribe((_, edit) -> {
            // Going back without a bump is refused.
            if (edit.asOf().isPresent()) {
                bump.set(true);
            }
            refresh.changed();
        });
        keyspace.surveyed().subscribe((_, _) -> refresh.changed());
        keyspace.failed().subscribe((_, _) -> refresh.changed());
        keyspace.problem().subscribe((_, _) -> refresh.changed());
        prepare.phase().subscribe((_, _) -> refresh.changed());
        recovery.execution().place().subscribe((_, _) -> refresh.changed());
        prepare.target().file().subscribe((_, _) -> refresh.changed());
        bump.subscribe((_, _) -> refresh.changed());
        amount.subscribe((_, _) -> refresh.changed());
        clearAlarms.subscribe((_, _) -> refresh.changed());
        recovery.plan().subscribe((_, _) -> refresh.changed());
        recovery.oldCluster().report().subscribe((_, _) -> refresh.changed());
        advisor.writesPerSecond().subscribe((_, _) -> refresh.changed());
        advisor.newest().subscribe((_, _) -> refresh.changed());
    }

    /** Fills in values from the snapshot where nothing was decided. */
    private void follow() {
        refresh.changed();
        facts.set(recovery.facts());
        keyspace.follow();
        facts.get().filter(_ -> !isDecided()).ifPresent(known -> {
            usual = new SafetyForm(known.kubernetes() && !known.revisions().bumped(),
                    Quantities.number(advisor.fromAge(known).amount()),
                    !known.alarms().isEmpty()
                            && known.alarms().stream().allMatch(alarm -> alarm.kind() == Alarm.Kind.NOSPACE));
            take(usual);
        });
    }

    private void take(SafetyForm form) {
        bump.set(form.bump());
        amount.set(form.amount());
        clearAlarms.set(form.clearAlarms());
    }

    private SafetyForm typed() {
        return new SafetyForm(bump.get(), amount.get(), clearAlarms.get(), keyspace.form());
    }

    /** Whether the operator wants something else than the usual values; the same digits may be grouped otherwise. */
    private boolean isDecided() {
        SafetyForm now = typed();
        OptionalLong number = Amounts.parse(now.amount());
        boolean sameAmount = now.amount().equals(usual.amount())
                || (number.isPresent() && number.equals(Amounts.parse(usual.amount())));
        return !sameAmount || now.bump() != usual.bump() || now.clearAlarms() != usual.clearAlarms()
                || now.keyspace().isPresent();
    }

    /** Updates the request with what is decided, and then everything that is said about it. */
    private void show() {
        OptionalLong number = Amounts.parse(amount.get());
        // The field reports an invalid amount and the step stays open; the request keeps its last valid amount.
        if (recovery.facts().isPresent() && (!bump.get() || number.isPresent())) {
            recovery.edit(builder -> builder.revisionBump(bump.get() ? number.getAsLong() : 0)
                    .markCompacted(bump.get())
                    .clearAlarms(clearAlarms.get()));
        }
        KeyspaceEdit edit = keyspace.edit().get();
        notes.refresh(bump.get(), amount.get(), edit.asOf());
        List<Problem> problems = keyspace.problems();
        boolean wrong = !notes.problem().get().isEmpty() || !keyspace.problem().get().isEmpty()
                || problems.stream().anyMatch(problem -> problem.severity() == Severity.REFUSAL);
        prepare.block(wrong);
        SafetyFacts now = new SafetyFacts(recovery.facts().isPresent(),
                wrong, keyspace.isPending(), keyspace.failed().get().isPresent(), notes.warns() || !problems.isEmpty(),
                confirmedFor.isPresent() && confirmedFor.equals(recovery.snapshot().get()),
                bump.get() ? OptionalLong.of(recovery.request().get().revisionBump()) : OptionalLong.empty(),
                edit.asOf(), decided().map(known -> known.change().dropped().leases()).orElse(0L),
                decided().map(SafetyViewModel::leases).orElse(0L), commands(), outline.wasPassed());
        outline.show(SafetyStatus.of(now), action -> {
            switch (action) {
                case CONTINUE -> done();
            }
        });
        shown.set(shown.get() + 1);
    }

    private List<Command> commands() {
        Optional<Command> preparing = prepare.command();
        if (preparing.isPresent()) {
            return List.of(preparing.get());
        }
        // etcdutl can neither drop leases nor go back.
        return recovery.acceptedPlan()
                .filter(plan -> recovery.execution().place().get() == WritePlace.HERE
                        && !plan.writtenMembers().isEmpty()
                        && plan.keyspace().isEmpty())
                .map(plan -> plan.writtenMembers().stream().map(member -> RestoreCommands.of(plan, member)).toList())
                .orElseGet(() -> recovery.facts()
                        .map(known -> FileCommands.plan(known.name(), recovery.request().get()))
                        .stream()
                        .toList());
    }

    private void done() {
        confirm();
        outline.forward();
    }

    @Override
    public void confirm() {
        confirmedFor = recovery.snapshot().get();
        refresh.changed();
    }

    /** Brings what depends on the age of the snapshot up to date. */
    void tick() {
        notes.refresh(bump.get(), amount.get(), keyspace.edit().get().asOf());
    }

    /** Uses a computed amount. */
    void use(long computed) {
        amount.set(Quantities.number(computed));
    }

    /** Groups the digits of a valid amount. */
    void tidyAmount() {
        Amounts.parse(amount.get()).ifPresent(this::use);
    }

    @Override
    public void entered() {
        tick();
        auth.load(recovery.facts().map(SnapshotFacts::name));
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** Whether the revision is raised and everything before it marked as compacted. */
    BooleanProperty bump() {
        return bump;
    }

    /** By how much, as typed. */
    StringProperty amount() {
        return amount;
    }

    /** Whether to drop the alarms. */
    BooleanProperty clearAlarms() {
        return clearAlarms;
    }

    /** Whether the ways to compute the amount are shown. */
    BooleanProperty computing() {
        return computing;
    }

    /** The ways to compute the amount. */
    BumpAdvisor advisor() {
        return advisor;
    }

    /** What to say about the bump. */
    BumpNotes notes() {
        return notes;
    }

    /** What to change in keys and leases. */
    KeyspaceModel keyspace() {
        return keyspace;
    }

    /** The prepared snapshot. */
    PrepareModel prepare() {
        return prepare;
    }

    /** Changes whenever the step was brought up to date. */
    ReadOnlyIntegerProperty shown() {
        return shown.getReadOnlyProperty();
    }

    /** The facts in the snapshot; empty while unknown. */
    ReadOnlyObjectProperty<Optional<SnapshotFacts>> facts() {
        return facts.getReadOnlyProperty();
    }

    /** The users and roles of the snapshot; empty while unknown. */
    ReadOnlyObjectProperty<Optional<AuthContents>> auth() {
        return auth.seen();
    }

    /** What the snapshot carries along. */
    List<CarriedContent> carriedContents() {
        return facts.get()
                .map(known -> CarriedContent.of(known, auth.seen().get(), decided(), texts))
                .orElse(List.of());
    }

    /** The keyspace as it is after the decisions; empty if it stays as it is, or while it is not known. */
    private Optional<EditedKeyspace> decided() {
        return keyspace.edit().get().isNone() ? Optional.empty() : keyspace.surveyed().get();
    }

    /** How many leases there would be if none were dropped. */
    private static long leases(EditedKeyspace edited) {
        KeyspaceChange change = edited.change();
        return edited.kept().leases() + change.recreated().leases() + change.dropped().leases();
    }

    @Override
    public TypedForms addTyped(TypedForms forms) {
        return forms.withSafety(form());
    }

    @Override
    public void fill(TypedForms forms) {
        forms.safety().ifPresent(this::fill);
    }

    /** The decisions; the amount is empty while nothing was decided. */
    SafetyForm form() {
        return isDecided() ? typed() : new SafetyForm(false, "", false);
    }

    void fill(SafetyForm form) {
        if (!form.amount().isEmpty()) {
            refresh.together(() -> {
                take(form);
                form.keyspace().ifPresent(keyspace::fill);
            });
        }
    }
}
