package org.etcdrecovery.console.step.verify;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.etcdrecovery.console.deliver.DeliveryStep;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.Undoing;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.NewCluster;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.prove.Proof;

/** The members that were delivered over SSH: lets clients in, and removes what is no longer needed. */
final class HostsModel {
    private final Recovery recovery;
    private final StepTools tools;
    private final DeliverySteps steps;
    private final Activity activity;
    private final Supplier<Optional<ConnectionSettings>> settings;
    private final Supplier<Optional<Lapse>> lapse;

    /**
     * @param activity the running work of the step
     * @param settings how to reach the members as a client; empty while that is not valid
     * @param lapse    what is no longer so since the cluster was proven
     */
    HostsModel(Recovery recovery, StepTools tools, DeliverySteps steps, Activity activity,
            Supplier<Optional<ConnectionSettings>> settings, Supplier<Optional<Lapse>> lapse) {
        this.recovery = recovery;
        this.tools = tools;
        this.steps = steps;
        this.activity = activity;
        this.settings = settings;
        this.lapse = lapse;
    }

    /** The way to the hosts over SSH. */
    DeliverySteps steps() {
        return steps;
    }

    /** What this step does on the hosts now; empty if it does nothing there. */
    Optional<DeliveryStep> running() {
        return activity.isRunning() ? steps.model().running().get() : Optional.empty();
    }

    /** The addresses of hosts through which members are reached, by the names of the members. */
    Map<String, String> addresses() {
        return recovery.execution().delivered().get().quarantined().isEmpty()
                ? Map.of()
                : steps.model()
                        .chosen()
                        .targets()
                        .stream()
                        .collect(Collectors.toMap(target -> target.member().name(),
                                target -> target.destination().toString()));
    }

    /** What is known of the members that were delivered over SSH. */
    Delivered delivered() {
        return recovery.execution().delivered().get();
    }

    /** The way back, which must not wait for what is typed to be valid. */
    Undoing undoing() {
        return new Undoing(steps, activity,
                () -> settings.get().or(() -> steps.model().plan().map(plan -> NewCluster.settings(plan, recovery))));
    }

    /** Lets clients in, one member after the other; asks before, if the cluster is not proven. */
    void open() {
        Texts words = Texts.of("deliver");
        if (recovery.execution().proof().get().filter(Proof::proven).isPresent() || tools.dialogs()
                .confirm(words.get("hosts.unproven"), words.get("hosts.unproven.text"), words.get("hosts.open"),
                        words.get("hosts.keep"))) {
            settings.get().ifPresentOrElse(how -> steps.open(activity, how), this::tellWhatIsMissing);
        }
    }

    /** Looks at the hosts again. */
    void askHosts() {
        steps.model().check(activity);
    }

    /** Asks for a file, and saves a snapshot of the new members. */
    void saveFresh() {
        settings.get()
                .ifPresentOrElse(how -> tools.dialogs()
                        .saveFile(Texts.of("deliver").get("aside.file"), Path.of(""), "fresh.db")
                        .ifPresent(file -> steps.save(activity, how, file)), this::tellWhatIsMissing);
    }

    private void tellWhatIsMissing() {
        Texts words = Texts.of("deliver");
        tools.dialogs().tell(words.get("hosts.unreachable"), words.get("hosts.unreachable.text"));
    }

    /** Whether what was moved aside is what an undo took away. */
    boolean isUndone() {
        return steps.isUndone();
    }

    /** Whether an undo took the new cluster away: nothing of it is in place on the hosts any more. */
    boolean isTakenAway() {
        return steps.isTakenAway();
    }

    /** Why the old directories may not be removed yet; empty if they may. */
    String whyKept() {
        Texts words = Texts.of("deliver");
        if (isUndone()) {
            return "";
        }
        if (recovery.execution().proof().get().filter(Proof::proven).isEmpty() || !steps.isOpen()) {
            return words.get("aside.why.proven");
        }
        if (lapse.get().isPresent()) {
            return words.get("aside.why.silent", String.join(", ", lapse.get().get().members()));
        }
        return steps.fresh().get().isEmpty() ? words.get("aside.why.fresh") : "";
    }

    /** Removes the old directories, once the operator has confirmed it. */
    void clean() {
        Texts words = Texts.of("deliver");
        List<String> unsaved = steps.unsavedWrites();
        String text = words.get(isUndone() ? "aside.confirm.undone" : "aside.confirm.text", steps.aside().size())
                + (unsaved.isEmpty() ? "" : " " + words.get("aside.confirm.unsaved", String.join(", ", unsaved)));
        if (whyKept().isEmpty() && tools.dialogs()
                .confirm(words.get(isUndone() ? "aside.question.undone" : "aside.confirm"), text,
                        words.get("aside.confirm.go"),
                        words.get("aside.confirm.stay"))) {
            steps.clean(activity, !isUndone(), !unsaved.isEmpty());
        }
    }
}
