package org.etcdrecovery.console.text;

import java.util.List;

/**
 * A short help text on a step.
 *
 * @param title      what it is about
 * @param paragraphs the text; {@code **strong**} and {@code `monospaced`} are formatted
 */
public record HelpTopic(String title, List<String> paragraphs) {
    /** Copies the list. */
    public HelpTopic {
        paragraphs = List.copyOf(paragraphs);
    }
}
