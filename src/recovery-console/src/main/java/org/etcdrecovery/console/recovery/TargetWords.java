package org.etcdrecovery.console.recovery;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.restore.TargetProblem;

/** Why a target cannot be written to, in the words of the console: the core uses those of etcdutl. */
public final class TargetWords {
    private static final Pattern TAKEN = Pattern
            .compile("(?:data|wal)-dir \"(.*)\" (?:not empty or could not be read|exists): it holds (\\S+)\\. (.*)");

    private TargetWords() {}

    /** The sentence for a problem. What an earlier plan of this run has written there is named as that. */
    public static String of(TargetProblem problem, Recovery recovery) {
        Texts texts = Texts.of("recovery");
        Matcher taken = TAKEN.matcher(problem.sentence());
        if (!taken.matches()) {
            return problem.sentence();
        }
        return Optional.of(taken.group(1))
                .filter(recovery.execution()::hasWritten)
                .map(directory -> texts.get("taken.own", directory))
                .orElseGet(() -> texts.get("taken", taken.group(1), taken.group(2), taken.group(3)));
    }
}
