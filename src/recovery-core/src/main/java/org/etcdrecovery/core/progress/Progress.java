package org.etcdrecovery.core.progress;

/**
 * Receives the progress of a long operation. Stages may run concurrently on several threads, so implementations must be
 * thread-safe.
 */
@FunctionalInterface
public interface Progress {
    /** Reports nothing and never cancels. */
    Progress NONE = (stage, subject, total) -> NoWork.INSTANCE;

    /**
     * Begins a stage.
     *
     * @param stage   the kind of work
     * @param subject what the work applies to: a file, a member, an endpoint
     * @param total   the amount of work, in bytes if the stage reads or writes, else in items; negative if unknown
     * @throws java.util.concurrent.CancellationException if the operation must stop
     */
    Work begin(Stage stage, String subject, long total);
}
