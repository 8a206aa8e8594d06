package org.etcdrecovery.console.step.source.rescue;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.filing.FileMaking;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.filing.NewFile;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
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
public final class RescueModel extends FileMaking<Order> {
    private static final Texts TEXTS = Texts.of("source");

    private final Recovery recovery;
    private final DirectoriesModel directories;
    private final Runnable leadOn;
    private final ReadOnlyObjectWrapper<Optional<Addition>> addition = new ReadOnlyObjectWrapper<>(Optional.empty());

    /**
     * @param recovery    the state of the run
     * @param tools       the services that steps use
     * @param activity    the work of the step
     * @param directories the directories, one of them chosen
     * @param leadOn      called when the run works on the new snapshot
     */
    public RescueModel(Recovery recovery, StepTools tools, Activity activity, DirectoriesModel directories,
            Runnable leadOn) {
        super(tools, activity);
        this.recovery = recovery;
        this.directories = directories;
        this.leadOn = leadOn;
        directories.chosen().subscribe(this::follow);
    }

    /** Whether it takes the place of the directories. */
    public boolean isOpen() {
        return phase().get() != Making.CLOSED;
    }

    /** What the log adds; empty until that is known. */
    ReadOnlyObjectProperty<Optional<Addition>> addition() {
        return addition.getReadOnlyProperty();
    }

    /** The name of the member's directory; empty while it is closed. */
    String name() {
        return subject().map(Order::name).orElse("");
    }

    /** Whether nothing can be made of the directory. */
    public boolean isImpossible() {
        return addition.get().filter(found -> found.result().isImpossible()).isPresent();
    }

    /** Whether the entries after the commit index are left out. */
    public boolean isCommittedOnly() {
        return subject().filter(Order::committedOnly).isPresent();
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
        subject().filter(now -> now.leftOut() != left)
                .ifPresent(now -> look(new Order(now.chosen(), now.caution(), left), false));
    }

    /** Shows the values that are covered. */
    void reveal() {
        subject().ifPresent(now -> look(now, true));
    }

    private void look(Order wanted, boolean secrets) {
        look(wanted, reporter -> Addition.look(wanted, secrets, reporter.progress()), this::looked);
    }

    private void looked(Addition found) {
        Order of = found.order();
        addition.set(Optional.of(found));
        consents().ask(found.decisions());
        decide(new NewFile.Contents(TEXTS.get("rescue.file", of.member()), of.directory().databaseSize(),
                of.readOnly().toList()));
    }

    /** Writes the snapshot. */
    public void write() {
        addition.get()
                .ifPresent(shown -> target().file()
                        .get()
                        .ifPresent(file -> write(reporter -> Rescued.write(shown, consents().codes(), file,
                                tools().clock().instant(), reporter.progress()), this::written)));
    }

    private void written(Rescued made) {
        close();
        target().written(made.choice().file());
        tools().memory().update(settings -> settings.withRecent(made.recent()));
        recovery.choose(made.choice());
        recovery.inspected(made.snapshot().inspection());
        leadOn.run();
    }

    @Override
    protected Optional<Order> shown() {
        return addition.get().map(Addition::order);
    }

    @Override
    protected void forget() {
        addition.set(Optional.empty());
    }

    /** Another member was chosen, or the directories were read again: what was shown is of the past. */
    private void follow(Optional<DirectoryRow> chosen) {
        Optional<MemberDirectory> now = chosen.flatMap(DirectoryRow::directory);
        if (!now.equals(subject().map(Order::directory))) {
            close();
        }
    }
}
