package org.etcdrecovery.console.run;

import org.etcdrecovery.core.progress.Progress;

/** The way from work back to the window. */
public interface Reporter {
    /** What the core reports to. It stops the work when the activity is cancelled. */
    Progress progress();

    /** Shows something that is known before the work ends: runs it on the FX thread, in the order of the calls. */
    void publish(Runnable update);
}
