package org.etcdrecovery.console.run;

/**
 * Repeats work after changes, once for all changes that happen together: those that the work itself makes are followed by
 * one more run and not by one each. Used on the FX thread only.
 */
public final class Coalesced {
    private final Runnable work;
    private boolean busy;
    private boolean changed;

    /** @param work brings everything up to date; it must come to rest, and then change nothing more */
    public Coalesced(Runnable work) {
        this.work = work;
    }

    /** Repeats the work, at once or when the changes that are under way are complete. */
    public void changed() {
        changed = true;
        together(() -> {});
    }

    /** Makes several changes that belong together. */
    public void together(Runnable changes) {
        if (busy) {
            changes.run();
            return;
        }
        busy = true;
        try {
            changes.run();
            while (changed) {
                changed = false;
                work.run();
            }
        } finally {
            busy = false;
        }
    }
}
