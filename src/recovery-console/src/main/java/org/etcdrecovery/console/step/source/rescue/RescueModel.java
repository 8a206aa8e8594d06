package org.etcdrecovery.console.step.source.rescue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFile;
import org.etcdrecovery.console.finding.Consents;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.console.run.Job;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.replay.ChosenMember;

/**
 * Makes a snapshot of the chosen member: replays its log in memory, shows what that adds, asks for consent, and writes the
 * result. To write it, the log is replayed again: no file of the member stays open while the operator thinks.
 */
public final class RescueModel {
    private static final Texts TEXTS = Texts.of("source");

    private final Recovery recovery;
    private final StepTools tools;
    private final Activity activity;
    private final DirectoriesModel directories;
    private final Runnable leadOn;
    private final Consents consents = new Consents();
    private final NewFile target;
    private final ReadOnlyObjectWrapper<Making> phase = new ReadOnlyObjectWrapper<>(Making.CLOSED);
    private final ReadOnlyObjectWrapper<Optional<Addition>> addition = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failed>> failed = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Order> order = Optional.empty();

    /**
     * @param recovery    the state of the run
     * @param tools       the services that steps use
     * @param activity    the work of the step
     * @param directories the directories, one of them chosen
     * @param leadOn      called when the run works on the new snapshot
     */
    public RescueModel(Recovery recovery, StepTools tools, Activity activity, DirectoriesModel directories,
            Runnable leadOn) {
        this.recovery = recovery;
        this.tools = tools;
        this.activity = activity;
        this.directories = directories;
        this.leadOn = leadOn;
        this.target = new NewFile(tools);
        directories.chosen().subscribe(this::follow);
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<Making> phase() {
        return phase.getReadOnlyProperty();
    }

    /** Whether it takes the place of the directories. */
    public boolean isOpen() {
        return phase.get() != Making.CLOSED;
    }

    /** What the log adds; empty until that is known. */
    ReadOnlyObjectProperty<Optional<Addition>> addition() {
        return addition.getReadOnlyProperty();
    }

    /** Why the last work failed, or that the operator stopped it; empty otherwise. */
    public ReadOnlyObjectProperty<Optional<Failed>> failed() {
        return failed.getReadOnlyProperty();
    }

    /** What the operator has to agree to. */
    public Consents consents() {
        return consents;
    }

    /** The file to write. */
    public NewFile target() {
        return target;
    }

    /** The work. */
    Activity activity() {
        return activity;
    }

    /** The name of the member's directory; empty while it is closed. */
    String name() {
        return order.map(Order::name).orElse("");
    }

    /** Whether nothing can be made of the directory. */
    public boolean isImpossible() {
        return addition.get().filter(found -> found.result().isImpossible()).isPresent();
    }

    /** Whether the entries after the commit index are left out. */
    public boolean isCommittedOnly() {
        return order.filter(Order::committedOnly).isPresent();
    }

    /** Replays the log of the chosen member and shows what it adds. */
    public void begin() {
        Optional<DirectoryRow> row = directories.chosen().get();
        row.flatMap(directories::ranked)
                .flatMap(member -> directories.ranking().get().map(all -> ChosenMember.of(member, all)))
                .map(chosen -> new Order(chosen, row.flatMap(DirectoryRow::caution), false))
                .ifPresent(wanted -> look(wanted, false));
    }

    /** Takes the entries after the commit index, or leaves them out. */
    void leaveOut(boolean left) {
        order.filter(now -> now.leftOut() != left)
                .ifPresent(now -> look(new Order(now.chosen(), now.caution(), left), false));
    }

    /** Shows the values that are covered. */
    void reveal() {
        order.ifPresent(now -> look(now, true));
    }

    private void look(Order wanted, boolean secrets) {
        if (!activity.isRunning()) {
            order = Optional.of(wanted);
            run(Making.READING, reporter -> Addition.look(wanted, secrets, reporter.progress()), this::looked);
        }
    }

    private void looked(Addition found) {
        Order of = found.order();
        addition.set(Optional.of(found));
        consents.ask(found.decisions());
        target.begin(new NewFile.Contents(TEXTS.get("rescue.file", of.member()), of.directory().databaseSize(),
                of.sealed().toList()));
        phase.set(Making.DECIDING);
    }

    /** Writes the snapshot. */
    public void write() {
        Optional<Addition> shown = addition.get();
        if (shown.isPresent() && !activity.isRunning() && consents.isComplete()) {
            target.file()
                    .get()
                    .ifPresent(file -> run(Making.WRITING,
                            reporter -> Rescued.write(shown.get(), consents.codes(), file, tools.clock().instant(),
                                    reporter.progress()),
                            this::written));
        }
    }

    private void written(Rescued made) {
        close();
        target.written(made.choice().file());
        tools.memory().update(settings -> settings.withRecent(made.recent()));
        recovery.choose(made.choice());
        recovery.inspected(made.snapshot().inspection());
        leadOn.run();
    }

    private <T> void run(Making now, Job<T> job, Consumer<? super T> done) {
        Optional<Order> mine = order;
        failed.set(Optional.empty());
        phase.set(now);
        tools.runner().run(activity, job, result -> {
            if (order.equals(mine)) {
                done.accept(result);
            }
        }, thrown -> {
            if (order.equals(mine)) {
                stopped(thrown);
            }
        });
    }

    /** Goes back to what was shown before, if anything was. */
    private void stopped(Throwable thrown) {
        failed.set(Optional.of(Failed.of(thrown)));
        order = addition.get().map(Addition::order);
        target.look();
        phase.set(addition.get().isPresent() ? Making.DECIDING : Making.CLOSED);
    }

    /** Stops what runs; otherwise closes. */
    void escape() {
        if (activity.isRunning()) {
            activity.cancel();
        } else {
            close();
        }
    }

    /** Goes back to the directories. Nothing was written. */
    public void close() {
        if (phase.get().isWorking()) {
            activity.cancel();
        }
        order = Optional.empty();
        addition.set(Optional.empty());
        failed.set(Optional.empty());
        consents.ask(List.of());
        phase.set(Making.CLOSED);
    }

    /** Another member was chosen, or the directories were read again: what was shown is of the past. */
    private void follow(Optional<DirectoryRow> chosen) {
        Optional<MemberDirectory> now = chosen.flatMap(DirectoryRow::directory);
        if (!now.equals(order.map(Order::directory))) {
            close();
        }
    }
}
