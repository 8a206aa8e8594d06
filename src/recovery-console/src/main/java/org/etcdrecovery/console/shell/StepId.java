package org.etcdrecovery.console.shell;

/** The steps of a recovery, in order. */
public enum StepId {
    SOURCE(1), SNAPSHOT(2), INSPECT(3), CLUSTER(4), SAFETY(5), RESTORE(6), START(7), VERIFY(8);

    private final int number;

    StepId(int number) {
        this.number = number;
    }

    /** The number in the rail, the same in every kind of run. */
    public int number() {
        return number;
    }
}
