package org.etcdrecovery.core.rehearse;

/** Is told of the stages of a rehearsal while it runs, on the thread that runs it. */
public interface RehearsalListener {
    /** Ignores everything. */
    RehearsalListener NONE = new RehearsalListener() {
    };

    /** A stage begins. */
    default void began(RehearsalStage stage) {
        // Not everyone shows what runs.
    }

    /** A stage has ended. */
    default void ended(StageResult result) {
        // Everything is in the result of the rehearsal, too.
    }
}
