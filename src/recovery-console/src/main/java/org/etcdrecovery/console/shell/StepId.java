package org.etcdrecovery.console.shell;

/** The steps of a recovery, in order. */
public enum StepId {
    SOURCE, SNAPSHOT, INSPECT, CLUSTER, SAFETY, RESTORE, START, VERIFY
}
