package org.etcdrecovery.console.text;

import java.util.List;

/**
 * A short text beside a step.
 *
 * @param title      what it is about
 * @param paragraphs what to know about it; {@code **strong**} and {@code `monospaced`} are set so
 */
public record HelpTopic(String title, List<String> paragraphs) {
    /** Copies the list. */
    public HelpTopic {
        paragraphs = List.copyOf(paragraphs);
    }
}
