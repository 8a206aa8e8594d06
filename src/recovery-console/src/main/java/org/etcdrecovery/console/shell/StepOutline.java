package org.etcdrecovery.console.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.core.shell.Command;
import org.jspecify.annotations.Nullable;

/** What the shell shows of a step around the step's own view: its place in the rail, help, commands, the footer. */
public final class StepOutline {
    private final StepId id;
    private final ReadOnlyObjectWrapper<StepState> state = new ReadOnlyObjectWrapper<>(StepState.TODO);
    private final ReadOnlyStringWrapper caption = new ReadOnlyStringWrapper("");
    private final PrimaryAction primary = new PrimaryAction();
    private final ObservableList<HelpTopic> help = FXCollections.observableArrayList();
    private final ObservableList<HelpTopic> shownHelp = FXCollections.unmodifiableObservableList(help);
    private final ObjectProperty<Optional<HelpTopic>> focusedHelp = new SimpleObjectProperty<>(Optional.empty());
    private final ObservableList<Command> commands = FXCollections.observableArrayList();
    private final ObservableList<Command> shownCommands = FXCollections.unmodifiableObservableList(commands);
    private final Activity activity = new Activity();

    private @Nullable Wizard wizard;

    public StepOutline(StepId id) {
        this.id = id;
    }

    /** Becomes part of a wizard. */
    void join(Wizard whole) {
        wizard = whole;
    }

    /** Shows the next step. */
    public void forward() {
        if (wizard != null) {
            wizard.forward();
        }
    }

    /** Ends the run, as Leave does. */
    public void finish() {
        if (wizard != null) {
            wizard.finish();
        }
    }

    /** Shows another step, if it can be gone to. */
    public void goTo(StepId other) {
        if (wizard != null) {
            wizard.find(other).ifPresent(wizard::goTo);
        }
    }

    /** Which step it is. */
    public StepId id() {
        return id;
    }

    /** How it stands. */
    public ReadOnlyObjectProperty<StepState> state() {
        return state.getReadOnlyProperty();
    }

    /** A few words under its name in the rail; may be empty. */
    public ReadOnlyStringProperty caption() {
        return caption.getReadOnlyProperty();
    }

    /** Says how it stands, and the few words. */
    public void stand(StepState now, String words) {
        state.set(now);
        caption.set(words);
    }

    /** Whether whoever comes here can go on. */
    public boolean isPassed() {
        return state.get() == StepState.DONE || state.get() == StepState.ATTENTION;
    }

    /** The button that leads on. */
    public PrimaryAction primary() {
        return primary;
    }

    /** What to know about the step. */
    public ObservableList<HelpTopic> help() {
        return shownHelp;
    }

    /** Replaces what to know about the step. Whoever reads it is not disturbed by the same again. */
    public void explain(List<HelpTopic> topics) {
        replace(help, topics);
    }

    /** What to know about the field that has the focus; shown before the rest. */
    public ObjectProperty<Optional<HelpTopic>> focusedHelp() {
        return focusedHelp;
    }

    /** The same by command: what a shell would have to be told to do what the step does now. */
    public ObservableList<Command> commands() {
        return shownCommands;
    }

    /** Replaces the same by command. Whoever copies it is not disturbed by the same again. */
    public void command(List<Command> now) {
        replace(commands, now);
    }

    private static <T> void replace(ObservableList<T> shown, List<T> now) {
        if (!shown.equals(now)) {
            shown.setAll(now);
        }
    }

    /** The work that the step has under way; Esc stops it, and leaving asks first. */
    public Activity activity() {
        return activity;
    }
}
