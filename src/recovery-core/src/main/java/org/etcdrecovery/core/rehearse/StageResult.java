package org.etcdrecovery.core.rehearse;

import java.time.Duration;
import java.util.List;
import org.etcdrecovery.core.text.Shown;

/**
 * How a stage ended.
 *
 * @param stage   the stage
 * @param outcome whether it held
 * @param seen    what was seen, in a few words
 * @param details what else to know, a line each; the last lines of an etcd that ended, for example
 * @param took    how long it took
 */
public record StageResult(RehearsalStage stage, Outcome outcome, String seen, List<String> details, Duration took) {
    /** Passes the texts, which may quote a server, through {@link Shown}. */
    public StageResult {
        seen = Shown.text(seen);
        details = details.stream().map(Shown::message).toList();
    }

    /** How a stage can end. */
    public enum Outcome {
        /** What was checked is as planned. */
        PASSED,
        /** It is not. */
        FAILED,
        /** Only a part could be checked, or nothing. */
        LIMITED
    }
}
