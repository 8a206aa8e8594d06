package org.etcdrecovery.console.shell;

/** A step without its view: what it knows, checks and does. */
public interface StepModel {
    /** What the shell shows of it. */
    StepOutline outline();

    /** The step is shown now. Work that goes without saying is begun here. */
    default void entered() {
        // Most steps wait for the operator.
    }

    /** Whether there is nothing to do in this step, so that Continue and Back pass it by. */
    default boolean isPassedBy() {
        return false;
    }
}
