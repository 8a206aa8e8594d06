package org.etcdrecovery.core.cluster.quorum;

/**
 * Something to do.
 *
 * @param text    what and why
 * @param command the command that does it; empty where there is none
 */
public record Step(String text, String command) {
    static Step of(String text) {
        return new Step(text, "");
    }
}
