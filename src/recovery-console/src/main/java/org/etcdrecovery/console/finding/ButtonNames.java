package org.etcdrecovery.console.finding;

import java.util.List;
import org.etcdrecovery.console.text.Texts;

/** Replaces what the core says for the command line by what does the same in the window. */
public final class ButtonNames {
    /** Longer phrases come before those that are part of them. */
    private static final List<String> PHRASES = List.of("do not use --committed-only", "use --committed-only",
            "--committed-only", "“rescue snapshot”", "Leave out --entry.");

    private ButtonNames() {}

    /** The same text with the names of buttons. */
    public static String in(String text) {
        Texts texts = Texts.of("finding");
        String named = text;
        for (int i = 0; i < PHRASES.size(); i++) {
            named = named.replace(PHRASES.get(i), texts.get("button." + i));
        }
        return named;
    }
}
