package org.etcdrecovery.console.finding;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.finding.Advised;

/** Names what a text of the core advises by the button, or the place in the window, that does it. */
public final class ButtonNames {
    private ButtonNames() {}

    /** The same text with the names of buttons. */
    public static String in(String text) {
        Texts texts = Texts.of("finding");
        return Advised.named(text, advised -> texts.get("advised." + advised.name()));
    }
}
