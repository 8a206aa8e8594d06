package org.etcdrecovery.console.shell;

/** How a step stands, whether or not it is the one that is shown. */
public enum StepState {
    TODO,
    /** It was done, and something before it has changed since. */
    TODO_AGAIN, DONE,
    /** Done, or nearly so, with something that wants a look. */
    ATTENTION, FAILED
}
