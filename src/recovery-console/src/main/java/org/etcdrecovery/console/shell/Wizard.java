package org.etcdrecovery.console.shell;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The steps of one run, and the current one. */
public final class Wizard {
    private final List<StepModel> steps;
    private final ReadOnlyObjectWrapper<StepModel> current;
    private Runnable atEnd = () -> {};

    /** @param steps the steps in order, at least one */
    public Wizard(List<? extends StepModel> steps) {
        this.steps = List.copyOf(steps);
        this.current = new ReadOnlyObjectWrapper<>(this.steps.getFirst());
        this.steps.forEach(step -> step.outline().join(this));
    }

    /** The steps in order. */
    public List<StepModel> steps() {
        return steps;
    }

    /** The current step. */
    public ReadOnlyObjectProperty<StepModel> current() {
        return current.getReadOnlyProperty();
    }

    /** The step with this id; empty if this run does not have it. */
    public Optional<StepModel> find(StepId id) {
        return steps.stream().filter(step -> step.outline().id() == id).findFirst();
    }

    /** The next step that has something to do; empty at the end. */
    Optional<StepModel> next() {
        return steps.stream().skip(index() + 1L).filter(step -> !step.isPassedBy()).findFirst();
    }

    /** The previous step that has something to do; empty at the beginning. */
    public Optional<StepModel> previous() {
        return steps.subList(0, index()).reversed().stream().filter(step -> !step.isPassedBy()).findFirst();
    }

    /** Shows the next step, if there is one. */
    void forward() {
        next().ifPresent(this::show);
    }

    /** Shows the previous step, if there is one. */
    void back() {
        previous().ifPresent(this::show);
    }

    /** Sets the action that ends the run. */
    public void onFinish(Runnable action) {
        atEnd = action;
    }

    /** Ends the run. */
    void finish() {
        atEnd.run();
    }

    /** Whether a step can be shown: all steps before it must be passed. */
    public boolean isOpen(StepModel step) {
        int index = steps.indexOf(step);
        return index >= 0 && (index <= index() || isReached(step));
    }

    /** The state of a step, which is complete only while all steps before it are. */
    StepState stateOf(StepModel step) {
        StepState own = step.outline().state().get();
        return step.outline().isPassed() && !isReached(step) ? StepState.TODO_AGAIN : own;
    }

    private boolean isReached(StepModel step) {
        return openBefore(step).isEmpty();
    }

    /** The first step that has to be done before this one can be; empty if all before it are done. */
    Optional<StepModel> openBefore(StepModel step) {
        return steps.subList(0, steps.indexOf(step))
                .stream()
                .filter(before -> !before.outline().isPassed() && !before.isPassedBy())
                .findFirst();
    }

    /** Shows a step, if it can be shown. */
    public void goTo(StepModel step) {
        if (isOpen(step) && !step.equals(current.get())) {
            show(step);
        }
    }

    private void show(StepModel step) {
        current.set(step);
        step.entered();
    }

    private int index() {
        return steps.indexOf(current.get());
    }
}
