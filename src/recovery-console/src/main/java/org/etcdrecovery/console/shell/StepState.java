package org.etcdrecovery.console.shell;

/** The state of a step, whether it is the current one or not. */
public enum StepState {
    TODO,
    /** The step was completed, but something before it has changed since. */
    TODO_AGAIN, DONE,
    /** Complete, or nearly, with something to look at. */
    ATTENTION, FAILED
}
