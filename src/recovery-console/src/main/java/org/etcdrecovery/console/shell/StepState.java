package org.etcdrecovery.console.shell;

/** The state of a step, whether it is the current one or not. */
public enum StepState {
    TODO,
    /** The step was completed, but something before it has changed since. */
    TODO_AGAIN, DONE,
    /** Decided, and left for a later step to do. */
    LEFT,
    /** Complete, or nearly, with something to look at. */
    ATTENTION, FAILED;

    /** Whether the operator can continue past such a step. */
    boolean isPassed() {
        return this == DONE || this == LEFT || this == ATTENTION;
    }
}
