package org.etcdrecovery.console.step.source.rescue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.replay.KeyChange;
import org.etcdrecovery.core.rescue.replay.Replay;
import org.etcdrecovery.core.rescue.replay.ReplayResult;

/**
 * What a member's log adds to its database.
 *
 * @param order     what was replayed
 * @param result    what it adds
 * @param decisions the findings that need the operator's consent
 * @param others    the other findings
 * @param keys      the first of the keys that differ
 */
record Addition(Order order, ReplayResult result, List<Finding> decisions, List<Finding> others,
        List<ChangedKey> keys) {
    /** How many keys to show with their values; the command line lists more. */
    private static final int MOST_KEYS = 200;

    Addition {
        decisions = List.copyOf(decisions);
        others = List.copyOf(others);
        keys = List.copyOf(keys);
    }

    /**
     * Replays the log in memory and looks at the result. Not for the FX thread.
     *
     * @param secrets whether to read the values of secrets, too
     */
    static Addition look(Order order, boolean secrets, Progress progress) throws IOException {
        try (Replay replay = Replay.of(order.directory(), order.options(), progress)) {
            List<ChangedKey> keys = new ArrayList<>();
            for (KeyChange change : replay.result().keys().first().stream().limit(MOST_KEYS).toList()) {
                keys.add(ChangedKey.of(change, replay, secrets));
            }
            List<Finding> decisions = replay.decisions();
            return new Addition(order, replay.result(), decisions,
                    replay.findings().stream().filter(finding -> !decisions.contains(finding)).toList(), keys);
        }
    }

    /** Whether the operator can take the entries after the commit index or leave them out. */
    boolean asksAboutEntries() {
        return result.maybe() + result.leftOut() > 0 && order.mayLeaveOut();
    }

    /** Whether this is what a replay has led to again. */
    boolean isStill(Replay replay) {
        return replay.result().equals(result) && replay.decisions().equals(decisions);
    }
}
