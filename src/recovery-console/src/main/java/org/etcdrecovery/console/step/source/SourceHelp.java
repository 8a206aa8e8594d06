package org.etcdrecovery.console.step.source;

import java.util.List;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.text.HelpTopic;
import org.etcdrecovery.console.text.Texts;

/** The help on the selected source. */
final class SourceHelp {
    private SourceHelp() {}

    static List<HelpTopic> of(SourceKind source, RunKind kind, Texts texts) {
        return switch (source) {
            case ENDPOINTS -> kind == RunKind.SAVE
                    ? List.of(texts.help("help.save"), texts.help("help.quorum"))
                    : List.of(texts.help("help.quorum"), texts.help("help.force"), texts.help("help.evidence"));
            case FILE -> List.of(texts.help("help.file"));
            case STORE -> List.of(texts.help("help.store"), texts.help("help.packed"));
            case DIRECTORY -> List.of(texts.help("help.log"), texts.help("help.maybe"), texts.help("help.running"));
        };
    }
}
