package org.etcdrecovery.console.recovery;

import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.restore.TargetProblem;
import org.etcdrecovery.core.restore.TargetProblem.Taken;
import org.etcdrecovery.core.text.Shown;

/** Why a target cannot be written to, in the words of the console: the core uses those of etcdutl. */
public final class TargetWords {
    private TargetWords() {}

    /** The sentence for a problem. What an earlier plan of this run has written there is named as that. */
    public static String of(TargetProblem problem, Recovery recovery) {
        return problem.taken().map(taken -> words(taken, recovery.execution())).orElse(problem.sentence());
    }

    private static String words(Taken taken, Execution execution) {
        Texts texts = Texts.of("recovery");
        String directory = Shown.text(taken.directory().toString());
        return !taken.running() && execution.hasWritten(taken.directory().toString())
                ? texts.get("taken.own", directory)
                : texts.get("taken", directory, taken.content(), taken.advice());
    }
}
