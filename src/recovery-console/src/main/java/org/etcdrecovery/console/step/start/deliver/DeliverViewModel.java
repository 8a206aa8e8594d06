package org.etcdrecovery.console.step.start.deliver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.etcdrecovery.console.deliver.DeliveryFacts;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.HostRow;
import org.etcdrecovery.console.deliver.Undoing;
import org.etcdrecovery.console.filing.PlanSaver;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.deliver.DeliverCommands;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.shell.Command;

/** The delivery as the step Start shows it. */
public final class DeliverViewModel {
    /** The directory that a playbook is written to, below the one that is chosen. */
    private static final String PLAYBOOK = "etcd-recovery-playbook";

    private final Texts texts = Texts.of("deliver");
    private final Recovery recovery;
    private final StepTools tools;
    private final DeliverySteps steps;
    private final StepOutline outline;
    private final IntSupplier strangers;
    private final BooleanProperty scriptShown = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<List<Path>> playbook = new ReadOnlyObjectWrapper<>(List.of());

    /**
     * @param outline   the step that shows it
     * @param strangers how many members of other clusters answer
     */
    public DeliverViewModel(Recovery recovery, StepTools tools, DeliverySteps steps, StepOutline outline,
            IntSupplier strangers) {
        this.strangers = strangers;
        this.recovery = recovery;
        this.tools = tools;
        this.steps = steps;
        this.outline = outline;
        delivery().follow(outline.activity());
        recovery.execution().outgoing().subscribe(_ -> playbook.set(List.of()));
    }

    /** What is typed and known. */
    public DeliveryModel delivery() {
        return steps.model();
    }

    DeliverySteps steps() {
        return steps;
    }

    StepOutline outline() {
        return outline;
    }

    /** Whether the script is shown. */
    BooleanProperty scriptShown() {
        return scriptShown;
    }

    /** The playbook that was last written; empty if none was. */
    ReadOnlyObjectProperty<List<Path>> playbook() {
        return playbook.getReadOnlyProperty();
    }

    DeliveryFacts facts() {
        return delivery().facts();
    }

    /** Does what the primary button says. */
    public void act(Action action) {
        switch (action) {
            case CHECK -> check();
            case STAGE -> steps.stage(outline.activity());
            case ACTIVATE -> activateIfSure();
            case CONTINUE -> outline.forward();
        }
    }

    /** Asks before, if that ends what still serves. */
    private void activateIfSure() {
        int running = strangers.getAsInt();
        if (running == 0 || tools.dialogs()
                .confirm(texts.get("activate.running"), texts.get("activate.running.text", running),
                        texts.get("activate"), texts.get("activate.not"))) {
            steps.activate(outline.activity());
        }
    }

    /** Checks the hosts. */
    void check() {
        delivery().check(outline.activity());
    }

    /** Takes the key that a host shows. */
    void accept(HostRow row) {
        delivery().accept(row, outline.activity());
    }

    /** The way back. */
    Undoing undoing() {
        return new Undoing(steps, outline.activity(),
                () -> delivery().plan().map(plan -> NewCluster.settings(plan, recovery)));
    }

    /** Asks where to, and writes the same as a playbook. */
    void export() {
        tools.dialogs()
                .chooseDirectory(texts.get("playbook.title"))
                .ifPresent(directory -> delivery().export(outline.activity(), directory.resolve(PLAYBOOK),
                        playbook::set));
    }

    /** Whose the files on the hosts will be, in a sentence. */
    String owner() {
        return delivery().plan()
                .flatMap(RestorePlan::owner)
                .map(Owner::toString)
                .map(owner -> texts.get("files.owner", owner))
                .orElse(texts.get("files.kept"));
    }

    /** The commands that do what comes next. */
    public List<Command> commands() {
        List<DeliveryTarget> targets = delivery().chosen().targets();
        if (delivery().plan().isEmpty() || targets.isEmpty()) {
            return List.of();
        }
        DeliveryFacts facts = facts();
        DeliverCommands all = new DeliverCommands(recovery.execution().planFile().get().orElse(Path.of(PlanSaver.NAME)),
                targets,
                delivery().chosen().acceptedKeys());
        boolean keep = delivery().quarantine().get();
        Command next = switch (facts.next()) {
            case CHECK -> all.check(keep);
            case STAGE -> all.stage();
            case ACTIVATE -> all.activate(keep, delivery().chosen().without());
            case CONTINUE -> all.status();
        };
        List<String> notes = new ArrayList<>(next.notes());
        if (recovery.execution().planFile().get().isEmpty()) {
            notes.add(texts.get("command.plan"));
        }
        return List.of(new Command(next.text(), notes));
    }
}
