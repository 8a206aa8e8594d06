package org.etcdrecovery.core.progress;

/**
 * Hears of every stage of a long operation. Stages may run beside each other on several threads; an implementation is
 * thread-safe.
 */
@FunctionalInterface
public interface Progress {
    /** Reports to nobody and never cancels. */
    Progress NONE = (stage, subject, total) -> NoWork.INSTANCE;

    /**
     * Begins a stage.
     *
     * @param stage   what is done
     * @param subject what it is done to: a file, a member, an endpoint
     * @param total   how much there is to do, in bytes where the stage reads or writes, else in items; negative when
     *                it is not known
     * @throws java.util.concurrent.CancellationException when the operation shall stop
     */
    Work begin(Stage stage, String subject, long total);
}
