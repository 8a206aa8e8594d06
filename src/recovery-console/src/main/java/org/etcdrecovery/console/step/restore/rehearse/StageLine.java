package org.etcdrecovery.console.step.restore.rehearse;

import java.util.List;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.rehearse.RehearsalResult;
import org.etcdrecovery.core.rehearse.RehearsalStage;
import org.etcdrecovery.core.rehearse.StageResult;

/**
 * A stage as the table shows it.
 *
 * @param stage   the stage
 * @param state   its state
 * @param seen    what was seen, or what is done now
 * @param details what else to know, a line each
 * @param took    how long it took; empty while it has not ended
 */
record StageLine(RehearsalStage stage, State state, String seen, List<String> details, String took) {
    /** The state of a stage. */
    enum State {
        TO_DO, RUNNING, PASSED, LIMITED, FAILED
    }

    static StageLine toDo(RehearsalStage stage) {
        return new StageLine(stage, State.TO_DO, "", List.of(), "");
    }

    static StageLine running(RehearsalStage stage, Texts texts) {
        return new StageLine(stage, State.RUNNING, texts.get("running." + stage), List.of(), "");
    }

    static StageLine of(StageResult result) {
        State state = switch (result.outcome()) {
            case PASSED -> State.PASSED;
            case LIMITED -> State.LIMITED;
            case FAILED -> State.FAILED;
        };
        return new StageLine(result.stage(), state, result.seen(), result.details(),
                RehearsalResult.seconds(result.took()));
    }
}
