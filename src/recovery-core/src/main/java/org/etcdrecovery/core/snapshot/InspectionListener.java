package org.etcdrecovery.core.snapshot;

import org.etcdrecovery.core.finding.Finding;

/** Hears of an inspection while it goes on, on the thread that inspects. */
@FunctionalInterface
public interface InspectionListener {
    /** Something was found. */
    void found(Finding finding);

    /**
     * The figures of the status table are known: the pass has come to its end and the file is sound so far. What
     * is still checked may yet find damage, but it does not change them.
     *
     * @param status          what the status of etcd's tools says
     * @param compactRevision up to where history has been dropped; -1 when nothing was compacted
     */
    default void counted(SnapshotStatus status, long compactRevision) {
        // Whoever only wants the result gets them there.
    }

    /** A check has come to its end; its findings were told before. */
    default void finished(Finding.Check check) {
        // Whoever only wants the result sees there which passed.
    }
}
