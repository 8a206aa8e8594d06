package org.etcdrecovery.console;

import static org.etcdrecovery.console.recovery.RunKind.INSPECT;
import static org.etcdrecovery.console.recovery.RunKind.RECOVER;
import static org.etcdrecovery.console.recovery.RunKind.RESCUE;
import static org.etcdrecovery.console.recovery.RunKind.SAVE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RecoveryEvidence;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.InterruptedRun.Progress;
import org.etcdrecovery.console.settings.InterruptedRun.Subject;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.step.cluster.ClusterView;
import org.etcdrecovery.console.step.cluster.ClusterViewModel;
import org.etcdrecovery.console.step.inspect.InspectView;
import org.etcdrecovery.console.step.inspect.InspectViewModel;
import org.etcdrecovery.console.step.restore.RestoreView;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.step.safety.SafetyView;
import org.etcdrecovery.console.step.safety.SafetyViewModel;
import org.etcdrecovery.console.step.snapshot.SnapshotView;
import org.etcdrecovery.console.step.snapshot.SnapshotViewModel;
import org.etcdrecovery.console.step.source.SourceView;
import org.etcdrecovery.console.step.source.SourceViewModel;
import org.etcdrecovery.console.step.start.StartView;
import org.etcdrecovery.console.step.start.StartViewModel;
import org.etcdrecovery.console.step.verify.VerifyView;
import org.etcdrecovery.console.step.verify.VerifyViewModel;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.shell.Command;

/** One run: the state it gathers, its steps, and their views. */
final class Run {
    private static final Duration LONG_WORK = Duration.ofSeconds(10);

    private final Recovery recovery;
    private final StepTools tools;
    private final List<Step> steps;
    private final Wizard wizard;
    private final ObservableValue<Boolean> busy;
    private final ObservableValue<Boolean> reported;
    /** Whether something is being done on the hosts of members: what is typed for them must survive whatever comes. */
    private final ObservableValue<Boolean> delivering;
    private Optional<Resumption> resumption = Optional.empty();
    private boolean ended;

    /**
     * A step.
     *
     * @param model the step without its view
     * @param view  creates its view
     */
    private record Step(StepModel model, Supplier<Region> view) {
        static <M extends StepModel> Step of(M model, Function<M, Region> view) {
            return new Step(model, () -> view.apply(model));
        }
    }

    Run(Recovery recovery, StepTools tools, RunStarter starter) {
        this.recovery = recovery;
        this.tools = tools;
        Strangers strangers = new Strangers(recovery, tools);
        SourceViewModel source = new SourceViewModel(recovery, tools);
        DeliverySteps delivery = new DeliverySteps(new DeliveryModel(recovery, tools, source.hosts()));
        delivering = delivery.model().running().map(Optional::isPresent);
        VerifyViewModel verify = new VerifyViewModel(recovery, tools, strangers, delivery);
        reported = verify.reported();
        steps = List.of(Step.of(source, SourceView::new),
                Step.of(new SnapshotViewModel(recovery, tools), SnapshotView::new),
                Step.of(new InspectViewModel(recovery, tools, starter), InspectView::new),
                Step.of(new ClusterViewModel(recovery, tools), ClusterView::new),
                Step.of(new SafetyViewModel(recovery, tools), SafetyView::new),
                Step.of(new RestoreViewModel(recovery, tools, delivery.model()), RestoreView::new),
                Step.of(new StartViewModel(recovery, tools, strangers, delivery), StartView::new),
                Step.of(verify, VerifyView::new));
        wizard = new Wizard(steps.stream()
                .map(Step::model)
                .filter(step -> kindsWith(step.outline().id()).contains(recovery.kind())
                        || (step.outline().id() == StepId.SOURCE && recovery.snapshot().get().isEmpty()))
                .toList());
        recovery.snapshot().subscribe(choice -> reach(choice.flatMap(SnapshotChoice::place)));
        new EventRecorder(recovery, wizard, tools.clock()).begin();
        List<Activity> activities = wizard.steps().stream().map(step -> step.outline().activity()).toList();
        busy = Bindings.createBooleanBinding(() -> activities.stream().anyMatch(Activity::isRunning),
                activities.stream().map(Activity::running).toArray(Observable[]::new));
    }

    /** The kinds of run that a step is part of. */
    private static Set<RunKind> kindsWith(StepId step) {
        return switch (step) {
            case SOURCE, SNAPSHOT -> Set.of(RECOVER, RESCUE, SAVE);
            case INSPECT -> Set.of(RECOVER, RESCUE, SAVE, INSPECT);
            case CLUSTER, SAFETY, RESTORE, START, VERIFY -> Set.of(RECOVER, RESCUE);
        };
    }

    /** Every later reading, and every later command, reaches the file as it was reached when it was chosen. */
    private void reach(Optional<StorePlace> file) {
        file.ifPresent(tools.stores()::remember);
        List<Command> first = file.map(tools.stores()::preface).orElse(List.of());
        // The commands of the first two say it themselves, and those of Start are for the hosts of the members.
        wizard.steps()
                .stream()
                .map(StepModel::outline)
                .filter(outline -> outline.id().compareTo(StepId.SNAPSHOT) > 0 && outline.id() != StepId.START)
                .forEach(outline -> outline.preface(first));
    }

    Recovery recovery() {
        return recovery;
    }

    Wizard wizard() {
        return wizard;
    }

    Region view(StepModel model) {
        return steps.stream().filter(step -> step.model().equals(model)).findFirst().orElseThrow().view().get();
    }

    /** Whether a step has work running. */
    ObservableValue<Boolean> busy() {
        return busy;
    }

    /** The work that is running, by its steps and what they say about it. */
    String work() {
        return wizard.steps()
                .stream()
                .map(StepModel::outline)
                .filter(outline -> outline.activity().isRunning())
                // The ellipsis of running work reads badly in the middle of a text.
                .map(outline -> words(outline).replaceFirst("…$", ""))
                .collect(Collectors.joining(". "));
    }

    /** Tells when work that takes long enough to go away from it has ended, and how, until the subscription ends. */
    Subscription announce(Consumer<String> listener) {
        return Subscription.combine(wizard.steps()
                .stream()
                .map(StepModel::outline)
                .map(outline -> announce(outline, listener))
                .toArray(Subscription[]::new));
    }

    private Subscription announce(StepOutline outline, Consumer<String> listener) {
        AtomicReference<Instant> began = new AtomicReference<>(tools.clock().instant());
        return outline.activity().running().subscribe((_, runs) -> {
            Instant now = tools.clock().instant();
            if (runs) {
                began.set(now);
            } else if (Duration.between(began.get(), now).compareTo(LONG_WORK) >= 0) {
                // The step updates its caption right after its work has ended.
                Platform.runLater(() -> listener.accept(words(outline)));
            }
        });
    }

    private static String words(StepOutline outline) {
        Texts texts = Texts.of("shell");
        return texts.get("news", texts.get("rail.step." + outline.id()), outline.caption().get());
    }

    /** Shows the step after those that are complete, at most the step Cluster, where something has to be typed. */
    void skipWhatIsDone() {
        wizard.steps()
                .stream()
                .filter(step -> step.outline().id().compareTo(StepId.CLUSTER) <= 0 && wizard.isOpen(step)
                        && !step.isPassedBy())
                .reduce((_, later) -> later)
                .ifPresent(wizard::goTo);
    }

    /** Stops all running work. */
    void stop() {
        wizard.steps().forEach(step -> step.outline().activity().cancel());
    }

    /** Restores what was typed before the interruption, and returns to the step it happened in. */
    void fill(InterruptedRun interrupted) {
        steps.forEach(step -> step.model().fill(interrupted.forms()));
        interrupted.subject().snapshot().ifPresent(recovery::choose);
        interrupted.restored().ifPresent(recovery.execution()::resume);
        interrupted.evidence().ifPresent(recovery::resume);
        recovery.timeline().resume(interrupted.events());
        Resumption going = new Resumption(interrupted, wizard, recovery);
        resumption = Optional.of(going);
        // Subscribed after every step, and therefore called when each of them knows the inspection.
        recovery.inspection().subscribe(found -> found.ifPresent(_ -> going.inspected()));
        going.begin();
    }

    /**
     * Saves what is typed and decided, so that it survives a restart, until the subscription ends, and once more then. A
     * run is unfinished until the cluster is proven and the report is saved, or the operator ends it.
     */
    Subscription keep(Memory memory) {
        if (recovery.kind() != RunKind.RECOVER && recovery.kind() != RunKind.RESCUE) {
            return Subscription.EMPTY;
        }
        Runnable remember = () -> {
            boolean proven = recovery.execution().proof().get().filter(Proof::proven).isPresent();
            if (proven && (reported.getValue() || ended)) {
                memory.update(settings -> settings.withoutInterrupted(recovery.started()));
            } else if (wizard.previous().isPresent() || recovery.snapshot().get().isPresent()
                    || recovery.oldCluster().report().get().isPresent()) {
                memory.update(settings -> settings.withInterrupted(interrupted()));
            }
        };
        return Subscription.combine(remember::run, wizard.current().subscribe(_ -> remember.run()),
                recovery.oldCluster().assessment().subscribe(_ -> remember.run()),
                recovery.execution().rehearsal().subscribe(_ -> remember.run()),
                recovery.request().subscribe(_ -> remember.run()),
                recovery.oldCluster().report().subscribe(_ -> remember.run()),
                recovery.oldCluster().checklist().subscribe(_ -> remember.run()),
                recovery.snapshot().subscribe(_ -> remember.run()),
                recovery.inspection().subscribe(_ -> remember.run()),
                recovery.execution().outgoing().subscribe(_ -> remember.run()),
                recovery.execution().place().subscribe(_ -> remember.run()),
                recovery.execution().handedOver().subscribe(_ -> remember.run()),
                delivering.subscribe(_ -> remember.run()),
                recovery.execution().planFile().subscribe(_ -> remember.run()),
                recovery.execution().proof().subscribe(_ -> remember.run()),
                reported.subscribe((_, _) -> remember.run()));
    }

    /** The operator is done with it. */
    void end() {
        ended = true;
    }

    private InterruptedRun interrupted() {
        // On the way back, do not overwrite the saved step with an earlier one.
        String step = resumption.filter(Resumption::isUnderWay)
                .map(Resumption::step)
                .orElseGet(() -> Resumption.next(wizard.current().get().outline().id(), recovery).name());
        Optional<String> sha256 = recovery.facts()
                .map(facts -> facts.hashes().sha256())
                .or(() -> resumption.flatMap(Resumption::sha256));
        TypedForms forms = TypedForms.NONE;
        for (StepModel model : wizard.steps()) {
            forms = model.addTyped(forms);
        }
        return new InterruptedRun(new Progress(recovery.kind(), recovery.started(), tools.clock().instant(), step),
                new Subject(recovery.snapshot().get(), sha256), forms, recovery.execution().record(),
                recovery.timeline().events(), RecoveryEvidence.origin(recovery));
    }
}
