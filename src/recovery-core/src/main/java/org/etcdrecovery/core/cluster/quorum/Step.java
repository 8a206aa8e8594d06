package org.etcdrecovery.core.cluster.quorum;

import org.etcdrecovery.core.text.Shown;

/**
 * Something for the operator to do.
 *
 * @param text    what to do and why
 * @param command the command that does it; empty if there is none
 */
public record Step(String text, String command) {
    /** Passes the text, which may quote a server, through {@link Shown#text}; the command stays as it is. */
    public Step {
        text = Shown.text(text);
    }

    static Step of(String text) {
        return new Step(text, "");
    }
}
