package org.etcdrecovery.core.rehearse;

/** The stages of a rehearsal, in order. */
public enum RehearsalStage {
    /** The data directories are written. */
    WRITE("Written"),
    /** The members start and elect a leader. */
    START("Started"),
    /** The running cluster is held against the plan. */
    PROVE("Proven"),
    /** A snapshot is saved from it and compared with the plan's, key by key. */
    SAVE("Saved again"),
    /** The values that API servers wrote are decoded; skipped without keys of Kubernetes. */
    KUBERNETES("Read as Kubernetes"),
    /** The members are stopped and the directories removed. */
    SWEEP("Swept");

    private final String title;

    RehearsalStage(String title) {
        this.title = title;
    }

    /** Its name in a table, as what has been done. */
    public String title() {
        return title;
    }
}
