package org.etcdrecovery.console.step.safety;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.contents.AuthContents;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.keyspace.Alarm;
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
    private final ReadOnlyObjectWrapper<Optional<SnapshotFacts>> facts = new ReadOnlyObjectWrapper<>(
            Optional.empty());
    private Optional<SnapshotChoice> doneFor = Optional.empty();
    private boolean decided;
    private boolean filling;

    /**
     * @param recovery the state of the run
     * @param tools    the services that steps use
     */
    public SafetyViewModel(Recovery recovery, StepTools tools) {
        this.recovery = recovery;
        advisor = new BumpAdvisor(recovery, tools.clock());
        notes = new BumpNotes(texts, recovery, advisor);
        auth = new AuthLoader(tools.runner());
        recovery.inspection().subscribe(_ -> follow());
        bump.subscribe((_, _) -> decide());
        amount.subscribe((_, _) -> decide());
        clearAlarms.subscribe((_, _) -> decide());
        recovery.plan().subscribe((_, _) -> refresh());
        recovery.report().subscribe((_, _) -> refresh());
        advisor.writesPerSecond().subscribe((_, _) -> refresh());
        advisor.newest().subscribe((_, _) -> refresh());
    }

    /** Fills in values from the snapshot where nothing was decided. */
    private void follow() {
        facts.set(recovery.facts());
        facts.get().ifPresent(known -> {
            if (!decided) {
                filling = true;
                bump.set(known.kubernetes());
                amount.set(Quantities.number(advisor.fromAge(known).amount()));
                clearAlarms.set(!known.alarms().isEmpty()
                        && known.alarms().stream().allMatch(alarm -> alarm.kind() == Alarm.Kind.NOSPACE));
                filling = false;
            }
        });
        if (facts.get().isPresent()) {
            push();
        } else {
            refresh();
        }
    }

    private void decide() {
        if (!filling) {
            decided = true;
            push();
        }
    }

    private void push() {
        OptionalLong typed = Amounts.parse(amount.get());
        // The field reports an invalid amount and the step stays open; the request keeps its last valid amount.
        if (!bump.get() || typed.isPresent()) {
            recovery.edit(builder -> builder.revisionBump(bump.get() ? typed.getAsLong() : 0)
                    .markCompacted(bump.get())
                    .clearAlarms(clearAlarms.get()));
        }
        refresh();
    }

    private void refresh() {
        notes.refresh(bump.get(), amount.get());
        outline.command(recovery.acceptedPlan()
                .filter(plan -> !plan.writtenMembers().isEmpty())
                .map(plan -> plan.writtenMembers().stream().map(member -> RestoreCommands.of(plan, member)).toList())
                .orElseGet(() -> recovery.facts()
                        .map(known -> FileCommands.plan(known.file(), recovery.request().get()))
                        .stream()
                        .toList()));
        updateState();
    }

    private void updateState() {
        if (recovery.facts().isEmpty()) {
            outline.primary().withhold(texts.get("continue"), texts.get("reason.snapshot"));
            outline.setState(doneFor.isPresent() ? StepState.TODO_AGAIN : StepState.TODO, "");
        } else if (!notes.problem().get().isEmpty()) {
            outline.primary().withhold(texts.get("continue"), texts.get("reason.amount"));
            outline.setState(doneFor.isPresent() ? StepState.FAILED : StepState.TODO, texts.get("caption.problem"));
        } else {
            outline.primary().offer(texts.get("continue"), this::done);
            if (doneFor.isEmpty()) {
                outline.setState(StepState.TODO, "");
            } else if (!doneFor.equals(recovery.snapshot().get())) {
                outline.setState(StepState.TODO_AGAIN, "");
            } else {
                outline.setState(notes.warns() ? StepState.ATTENTION : StepState.DONE,
                        bump.get()
                                ? texts.get("caption.bump",
                                        Quantities.number(recovery.request().get().revisionBump()))
                                : texts.get("caption.none"));
            }
        }
    }

    private void done() {
        confirm();
        outline.forward();
    }

    @Override
    public void confirm() {
        doneFor = recovery.snapshot().get();
        updateState();
    }

    /** Uses a computed amount. */
    void use(long computed) {
        amount.set(Quantities.number(computed));
    }

    /** Groups the digits of a valid amount. */
    void tidyAmount() {
        Amounts.parse(amount.get()).ifPresent(value -> {
            if (!amount.get().equals(Quantities.number(value))) {
                filling = true;
                amount.set(Quantities.number(value));
                filling = false;
            }
        });
    }

    @Override
    public void entered() {
        auth.load(recovery.facts().filter(SnapshotFacts::authEnabled).map(SnapshotFacts::file));
    }

    @Override
    public StepOutline outline() {
        return outline;
    }

    /** Whether the revision is raised and everything before it marked as compacted. */
    public BooleanProperty bump() {
        return bump;
    }

    /** By how much, as typed. */
    public StringProperty amount() {
        return amount;
    }

    /** Whether to drop the alarms. */
    public BooleanProperty clearAlarms() {
        return clearAlarms;
    }

    /** Whether the ways to compute the amount are shown. */
    public BooleanProperty computing() {
        return computing;
    }

    /** The ways to compute the amount. */
    public BumpAdvisor advisor() {
        return advisor;
    }

    /** What to say about the bump. */
    public BumpNotes notes() {
        return notes;
    }

    /** The facts in the snapshot; empty while unknown. */
    public ReadOnlyObjectProperty<Optional<SnapshotFacts>> facts() {
        return facts.getReadOnlyProperty();
    }

    /** The users and roles of the snapshot; empty while unknown. */
    ReadOnlyObjectProperty<Optional<AuthContents>> auth() {
        return auth.seen();
    }

    /** What the snapshot carries along. */
    List<CarriedContent> carriedContents() {
        return facts.get().map(known -> CarriedContent.of(known, auth.seen().get(), texts)).orElse(List.of());
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
        return decided
                ? new SafetyForm(bump.get(), amount.get(), clearAlarms.get())
                : new SafetyForm(false, "", false);
    }

    void fill(SafetyForm form) {
        if (!form.amount().isEmpty()) {
            filling = true;
            bump.set(form.bump());
            amount.set(form.amount());
            clearAlarms.set(form.clearAlarms());
            filling = false;
            decide();
        }
    }
}
