package org.etcdrecovery.console.shell;

/** A step without its view: what it knows, checks and does. */
public interface StepModel {
    /** What the shell shows of the step. */
    StepOutline outline();

    /** Called when the step is shown; starts work that needs no decision. */
    default void entered() {
        // Most steps wait for the operator.
    }

    /** Whether this step has nothing to do, so that Continue and Back skip it. */
    default boolean isPassedBy() {
        return false;
    }
}
