package org.etcdrecovery.console.shell;

import org.etcdrecovery.console.recovery.TypedForms;

/** A step without its view: what it knows, checks and does. */
public interface StepModel {
    /** What the shell shows of the step. */
    StepOutline outline();

    /** Called when the step is shown; starts work that needs no decision. */
    default void entered() {
        // Most steps wait for the operator.
    }

    /** Adds what is typed in the step, to be saved. */
    default TypedForms addTyped(TypedForms forms) {
        return forms;
    }

    /** Restores what was typed earlier. */
    default void fill(TypedForms forms) {
        // Most steps have no form.
    }

    /** Marks the step as completed with what is typed and the file that the run works on. */
    default void confirm() {
        // Most steps are complete when their work is done.
    }

    /** Whether this step has nothing to do, so that Continue and Back skip it. */
    default boolean isPassedBy() {
        return false;
    }
}
