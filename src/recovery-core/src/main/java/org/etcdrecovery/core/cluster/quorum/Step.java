package org.etcdrecovery.core.cluster.quorum;

import org.etcdrecovery.core.text.Shown;

/**
 * Something to do.
 *
 * @param text    what and why
 * @param command the command that does it; empty where there is none
 */
public record Step(String text, String command) {
    /** Shows what comes from outside as {@link Shown} writes it; the command is quoted as it is. */
    public Step {
        text = Shown.text(text);
    }

    static Step of(String text) {
        return new Step(text, "");
    }
}
