package org.etcdrecovery.console.shell;

import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a recovery, in order. */
public enum StepId {
    SOURCE, SNAPSHOT, INSPECT, CLUSTER, SAFETY, RESTORE, START, VERIFY;

    /** The step of this name; empty if there is none. */
    public static Optional<StepId> named(String name) {
        return Stream.of(values()).filter(step -> step.name().equals(name)).findFirst();
    }
}
