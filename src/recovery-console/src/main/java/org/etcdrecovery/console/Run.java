package org.etcdrecovery.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.layout.Region;
import javafx.util.Subscription;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepModel;
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
import org.etcdrecovery.core.cluster.prove.Proof;

/** One run: the state it gathers, its steps, and their views. */
final class Run {
    private final Recovery recovery;
    private final StepTools tools;
    private final SourceViewModel source;
    private final ClusterViewModel cluster;
    private final SafetyViewModel safety;
    private final Wizard wizard;
    private final Map<StepModel, Supplier<Region>> views = new LinkedHashMap<>();
    private final InspectViewModel inspect;
    private final StartViewModel start;
    private Optional<Resumption> resumption = Optional.empty();

    Run(Recovery recovery, StepTools tools, RunStarter starter) {
        this.recovery = recovery;
        this.tools = tools;
        source = new SourceViewModel(recovery, tools);
        SnapshotViewModel snapshot = new SnapshotViewModel(recovery, tools);
        inspect = new InspectViewModel(recovery, tools, starter);
        cluster = new ClusterViewModel(recovery, tools);
        safety = new SafetyViewModel(recovery, tools);
        RestoreViewModel restore = new RestoreViewModel(recovery, tools);
        start = new StartViewModel(recovery, tools);
        VerifyViewModel verify = new VerifyViewModel(recovery, tools);
        views.put(source, () -> new SourceView(source));
        views.put(snapshot, () -> new SnapshotView(snapshot));
        views.put(inspect, () -> new InspectView(inspect));
        views.put(cluster, () -> new ClusterView(cluster));
        views.put(safety, () -> new SafetyView(safety));
        views.put(restore, () -> new RestoreView(restore));
        views.put(start, () -> new StartView(start));
        views.put(verify, () -> new VerifyView(verify));
        wizard = new Wizard(switch (recovery.kind()) {
            case RECOVER, RESCUE -> List.copyOf(views.keySet());
            case SAVE -> List.of(source, snapshot, inspect);
            case INSPECT -> List.of(inspect);
        });
    }

    Recovery recovery() {
        return recovery;
    }

    Wizard wizard() {
        return wizard;
    }

    Region view(StepModel step) {
        return Objects.requireNonNull(views.get(step)).get();
    }

    /** Whether a step has work running. */
    boolean isBusy() {
        return wizard.steps().stream().anyMatch(step -> step.outline().activity().isRunning());
    }

    /** Stops all running work. */
    void stop() {
        wizard.steps().forEach(step -> step.outline().activity().cancel());
    }

    /** Restores what was typed before the interruption, and returns to the step it happened in. */
    void fill(InterruptedRun interrupted) {
        interrupted.source().ifPresent(source::fill);
        interrupted.snapshot().ifPresent(recovery::choose);
        recovery.checklist()
                .forEach(item -> item.state()
                        .set(interrupted.checklist().getOrDefault(item.id(), ChecklistItem.State.OPEN)));
        interrupted.cluster().ifPresent(cluster::fill);
        interrupted.safety().ifPresent(safety::fill);
        interrupted.restored().ifPresent(recovery::resume);
        Resumption going = new Resumption(interrupted, wizard, recovery);
        resumption = Optional.of(going);
        inspect.inspected().subscribe(found -> found.ifPresent(_ -> going.inspected(this::confirm)));
        going.begin();
    }

    private void confirm(StepId step) {
        switch (step) {
            case CLUSTER -> cluster.confirm();
            case SAFETY -> safety.confirm();
            case START -> start.confirm();
            default -> throw new IllegalArgumentException("nothing is decided in " + step);
        }
    }

    /** Saves what is typed and decided, so that it survives a restart, until the subscription ends. */
    Subscription keep(Memory memory) {
        if (recovery.kind() != RunKind.RECOVER && recovery.kind() != RunKind.RESCUE) {
            return Subscription.EMPTY;
        }
        Runnable remember = () -> {
            if (recovery.proof().get().filter(Proof::proven).isPresent()) {
                memory.update(settings -> settings.withInterrupted(Optional.empty()));
            } else if (wizard.previous().isPresent() || recovery.snapshot().get().isPresent()) {
                memory.update(settings -> settings.withInterrupted(Optional.of(interrupted())));
            }
        };
        return Subscription.combine(wizard.current().subscribe(_ -> remember.run()),
                recovery.request().subscribe(_ -> remember.run()),
                recovery.snapshot().subscribe(_ -> remember.run()),
                recovery.inspection().subscribe(_ -> remember.run()),
                recovery.restored().subscribe(_ -> remember.run()),
                recovery.planFile().subscribe(_ -> remember.run()), recovery.proof().subscribe(_ -> remember.run()));
    }

    private InterruptedRun interrupted() {
        Map<String, ChecklistItem.State> checklist = new LinkedHashMap<>();
        recovery.checklist().forEach(item -> checklist.put(item.id(), item.state().get()));
        // On the way back, do not overwrite the saved step with an earlier one.
        String step = resumption.filter(Resumption::isUnderWay)
                .map(Resumption::step)
                .orElse(wizard.current().get().outline().id().name());
        Optional<String> sha256 = recovery.facts()
                .map(facts -> facts.hashes().sha256())
                .or(() -> resumption.flatMap(Resumption::sha256));
        return new InterruptedRun(recovery.kind(), recovery.started(), tools.clock().instant(), step,
                recovery.snapshot().get(), sha256, Optional.of(source.form()), checklist, Optional.of(cluster.form()),
                Optional.of(safety.form()), recovery.restoreRecord());
    }
}
