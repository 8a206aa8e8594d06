package org.etcdrecovery.console.step.restore.rehearse;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RehearsalForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Reporter;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.rehearse.EtcdProgram;
import org.etcdrecovery.core.rehearse.Rehearsal;
import org.etcdrecovery.core.rehearse.RehearsalListener;
import org.etcdrecovery.core.rehearse.RehearsalRequest;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** Rehearses the plan of the step Restore. */
public final class RehearsalModel {
    private static final RehearsalForm UNTOUCHED = new RehearsalForm("", false, "root");

    private final Texts texts = Texts.of("rehearse");
    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity;
    private final EtcdChoice etcd;
    private final BooleanProperty open = new SimpleBooleanProperty();
    private final ObjectProperty<Boolean> everyMember = new SimpleObjectProperty<>(false);
    private final StringProperty user = new SimpleStringProperty(UNTOUCHED.user());
    private final StringProperty password = new SimpleStringProperty("");
    private final ObservableList<StageLine> stages = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Inputs> inputs = new ReadOnlyObjectWrapper<>(
            new Inputs(Optional.empty(), 1, Optional.empty()));
    /** What the shown result was asked with. */
    private Optional<Inputs> asked = Optional.empty();
    private final ObjectProperty<Optional<Failed>> failed = new SimpleObjectProperty<>(Optional.empty());

    /**
     * What decides how a plan is rehearsed.
     *
     * @param etcd    the program to run; empty while none is found
     * @param members how many members run
     * @param user    as whom to log in; empty without a login
     */
    record Inputs(Optional<Path> etcd, int members, Optional<String> user) {
        /**
         * Whether a rehearsal with these inputs says what one with the others would. Clearing the password afterwards
         * takes nothing from what it has checked.
         */
        boolean covers(Inputs other) {
            return etcd.equals(other.etcd) && members == other.members
                    && (other.user.isEmpty() || other.user.equals(user));
        }
    }

    /**
     * @param activity the running work of the step
     */
    public RehearsalModel(Recovery recovery, StepTools tools, Activity activity) {
        this.recovery = recovery;
        this.tools = tools;
        this.activity = activity;
        this.etcd = new EtcdChoice(recovery, tools);
        open.subscribe(shown -> {
            if (shown) {
                etcd.look(members());
            }
        });
        everyMember.subscribe((before, now) -> etcd.look(members()));
        // Why another etcd could not be run says nothing about this one.
        whenAsked(() -> failed.set(Optional.empty()));
        recovery.plan().subscribe((before, now) -> replanned());
        whenAsked(this::follow);
        etcd.found().subscribe((_, _) -> follow());
        user.subscribe((_, _) -> follow());
        password.subscribe((_, _) -> follow());
    }

    /** Adds what is typed, unless nothing is, but for the password. */
    public TypedForms addTyped(TypedForms forms) {
        RehearsalForm form = new RehearsalForm(etcd.typed().get(), everyMember.get(), user.get());
        return form.equals(UNTOUCHED) ? forms : forms.withRehearsal(form);
    }

    /** Restores what was typed earlier. */
    public void fill(RehearsalForm form) {
        etcd.typed().set(form.etcd());
        everyMember.set(form.everyMember());
        user.set(form.user());
        open.set(true);
    }

    private void follow() {
        inputs.set(new Inputs(etcd.program(), members(), login().map(Login::user)));
    }

    /** What was rehearsed was another plan. */
    private void replanned() {
        if (!running.get()) {
            stages.clear();
            failed.set(Optional.empty());
            if (open.get()) {
                etcd.look(members());
            }
        }
        follow();
    }

    /** Whether the operator has opened the rehearsal, so that its fields are shown. */
    public BooleanProperty open() {
        return open;
    }

    /** Which etcd is run. */
    EtcdChoice etcd() {
        return etcd;
    }

    /** Whether all members are rehearsed instead of one. */
    ObjectProperty<Boolean> everyMember() {
        return everyMember;
    }

    /** A user of the snapshot. */
    StringProperty user() {
        return user;
    }

    /** The password of the user, which is kept nowhere else. */
    StringProperty password() {
        return password;
    }

    /** The stages; empty before the first rehearsal. */
    ObservableList<StageLine> stages() {
        return stages;
    }

    /** Whether a rehearsal runs. */
    public ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** Whether it is stopping. */
    ReadOnlyBooleanProperty stopping() {
        return activity.stopping();
    }

    /** The result for the current plan. */
    public ReadOnlyObjectProperty<Optional<RehearsalResult>> result() {
        return recovery.execution().rehearsal();
    }

    /** What the fields say now. */
    ReadOnlyObjectProperty<Inputs> inputs() {
        return inputs.getReadOnlyProperty();
    }

    /** Whether a rehearsal with what the fields say now could have another result. */
    boolean isStale() {
        return result().get().isPresent() && asked.filter(then -> then.covers(inputs.get())).isEmpty();
    }

    /** Why the rehearsal could not be tried; empty if it could. */
    ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed;
    }

    /** The plan to rehearse; empty if there is none. */
    Optional<RestorePlan> plan() {
        return recovery.acceptedPlan();
    }

    /** Whether the snapshot has authentication on, so that a password is needed to check all of it. */
    boolean needsLogin() {
        return recovery.facts().filter(SnapshotFacts::authEnabled).isPresent();
    }

    /** Calls back when something changes that the command says. */
    public void whenAsked(Runnable changed) {
        etcd.typed().subscribe((_, _) -> changed.run());
        everyMember.subscribe((_, _) -> changed.run());
    }

    private int members() {
        return everyMember.get() ? plan().map(plan -> plan.members().size()).orElse(1) : 1;
    }

    private Optional<Login> login() {
        return needsLogin() && !password.get().isEmpty()
                ? Optional.of(new Login(user.get().strip(), password.get()))
                : Optional.empty();
    }

    /** Stops the rehearsal; its processes and files go. */
    void stop() {
        activity.cancel();
    }

    /** Rehearses the plan. */
    void rehearse() {
        Optional<RestorePlan> plan = plan();
        if (plan.isEmpty() || activity.isRunning()) {
            return;
        }
        open.set(true);
        failed.set(Optional.empty());
        Optional<RehearsalResult> before = result().get();
        recovery.execution().rehearsing();
        boolean kubernetes = recovery.facts().filter(SnapshotFacts::kubernetes).isPresent();
        stages.setAll(Arrays.stream(RehearsalStage.values())
                .filter(stage -> stage != RehearsalStage.KUBERNETES || kubernetes)
                .map(StageLine::toDo)
                .toList());
        running.set(true);
        var named = etcd.named();
        boolean every = everyMember.get();
        Optional<Login> login = login();
        tools.runner().run(activity, reporter -> {
            EtcdProgram program = EtcdChoice.program(named, plan.get().target(), tools);
            RehearsalRequest request = new RehearsalRequest(plan.get(), tools.opener(), program, tools.site().scratch(),
                    every, false, login);
            return tools.site()
                    .ending()
                    .run(reporter.progress(), progress -> Rehearsal.run(request, listener(reporter), progress));
        }, result -> {
            running.set(false);
            stages.removeIf(line -> line.state() == StageLine.State.TO_DO);
            asked = Optional.of(new Inputs(Optional.of(result.etcd().path()), result.members(),
                    login.map(Login::user)));
            recovery.execution().rehearsed(plan.get(), result);
            if (result().get().isEmpty()) {
                // The plan was changed meanwhile.
                stages.clear();
            }
        }, thrown -> {
            running.set(false);
            stages.clear();
            Failed why = Failed.of(thrown);
            failed.set(Optional.of(why.saying(why.what(), why.cancelled() ? texts.get("stopped.text") : why.advice())));
            // What was proven before is still so.
            before.ifPresent(earlier -> {
                stages.setAll(earlier.stages().stream().map(StageLine::of).toList());
                recovery.execution().rehearsed(plan.get(), earlier);
            });
        });
    }

    private RehearsalListener listener(Reporter reporter) {
        return new RehearsalListener() {
            @Override
            public void began(RehearsalStage stage) {
                reporter.publish(() -> show(StageLine.running(stage, texts)));
            }

            @Override
            public void ended(StageResult result) {
                reporter.publish(() -> show(StageLine.of(result)));
            }
        };
    }

    /** A stage that was not expected comes where it belongs. */
    private void show(StageLine line) {
        int before = (int) stages.stream().filter(each -> each.stage().compareTo(line.stage()) < 0).count();
        if (before < stages.size() && stages.get(before).stage() == line.stage()) {
            stages.set(before, line);
        } else {
            stages.add(before, line);
        }
    }

    /** The command that does the same; empty while the rehearsal is not opened. */
    public List<Command> commands() {
        if (!open.get() || plan().isEmpty()) {
            return List.of();
        }
        boolean every = everyMember.get();
        return recovery.execution()
                .planFile()
                .get()
                .map(file -> FileCommands.rehearse(file, etcd.named(), every))
                .or(() -> recovery.snapshot()
                        .get()
                        .map(SnapshotChoice::name)
                        .map(name -> FileCommands.rehearse(name, recovery.request().get(), etcd.named(), every)))
                .stream()
                .toList();
    }
}
