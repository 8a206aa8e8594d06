package org.etcdrecovery.console.run;

import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;

/** How work reports back to the window. */
public interface Reporter {
    /** The progress for the core to report to. It stops the work if the activity is cancelled. */
    Progress progress();

    /** For work that reports no progress: whether it must stop. */
    Cancellation cancellation();

    /** Runs an update on the FX thread before the work ends, in the order of the calls. */
    void publish(Runnable update);
}
