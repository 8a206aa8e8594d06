package org.etcdrecovery.console.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

/** What the shell shows around a step's view: its place in the rail, help, commands, the footer. */
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
    private List<Command> own = List.of();
    private List<Command> preface = List.of();
    private final Activity activity = new Activity();
    private boolean wasPassed;

    private @Nullable Wizard wizard;

    /** The outline of a step that is not in a wizard yet. */
    public StepOutline(StepId id) {
        this.id = id;
    }

    /** Adds the step to a wizard. */
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

    /** Shows another step, if the wizard allows it. */
    public void goTo(StepId other) {
        if (wizard != null) {
            wizard.find(other).ifPresent(wizard::goTo);
        }
    }

    /** Whether the run has another step. */
    public boolean leadsTo(StepId other) {
        return wizard != null && wizard.find(other).isPresent();
    }

    /** The id of the step. */
    public StepId id() {
        return id;
    }

    /** The state of the step. */
    public ReadOnlyObjectProperty<StepState> state() {
        return state.getReadOnlyProperty();
    }

    /** A few words under its name in the rail; may be empty. */
    public ReadOnlyStringProperty caption() {
        return caption.getReadOnlyProperty();
    }

    /** Sets the state and the words in the rail. */
    void setState(StepState now, String words) {
        wasPassed |= now.isPassed();
        state.set(now);
        caption.set(words);
    }

    /** Shows the status of the step. */
    public <A> void show(StepStatus<A> now, Consumer<? super A> does) {
        setState(now.state(), now.caption());
        StepStatus.Primary<A> button = now.primary();
        if (button.reason().isEmpty()) {
            primary.offer(button.name(), () -> does.accept(button.action()));
        } else {
            primary.withhold(button.name(), button.reason());
        }
        command(now.commands());
        explain(now.help());
    }

    /** Whether the step was passed at any time in this run: if it no longer is, something has changed since. */
    public boolean wasPassed() {
        return wasPassed;
    }

    /** Whether the operator can continue past this step. */
    public boolean isPassed() {
        return state.get().isPassed();
    }

    /** The primary button. */
    public PrimaryAction primary() {
        return primary;
    }

    /** The help on the step. */
    ObservableList<HelpTopic> help() {
        return shownHelp;
    }

    /** Replaces the help on the step. If it is unchanged, nothing is rebuilt under the reader. */
    void explain(List<HelpTopic> topics) {
        replace(help, topics);
    }

    /** The help on the focused field; shown before the rest. */
    public ObjectProperty<Optional<HelpTopic>> focusedHelp() {
        return focusedHelp;
    }

    /** The commands that do what the step does now. */
    public ObservableList<Command> commands() {
        return shownCommands;
    }

    /** Replaces the commands. If they are unchanged, nothing is rebuilt while they are being copied. */
    void command(List<Command> now) {
        own = List.copyOf(now);
        showCommands();
    }

    /** Sets what has to be run before the commands of the step, such as how a store is reached. */
    public void preface(List<Command> first) {
        preface = List.copyOf(first);
        showCommands();
    }

    private void showCommands() {
        replace(commands, own.isEmpty() ? own : Stream.concat(preface.stream(), own.stream()).toList());
    }

    private static <T> void replace(ObservableList<T> shown, List<T> now) {
        if (!shown.equals(now)) {
            shown.setAll(now);
        }
    }

    /** The step's running work. Esc stops it, and leaving asks first. */
    public Activity activity() {
        return activity;
    }
}
