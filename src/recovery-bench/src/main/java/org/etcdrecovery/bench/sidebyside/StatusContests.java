package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/** {@code snapshot status}, with the file in the page cache and without. */
final class StatusContests {
    private static final double GOAL_SMALL = 8;
    private static final double GOAL_LARGE = 0.40;
    private static final double GOAL_COLD = 0.15;
    private static final double GOAL_TINY = 0.40;

    private final Tools tools;

    StatusContests(Tools tools) {
        this.tools = tools;
    }

    /** All contests on one corpus. */
    List<Contest> on(Corpora.Entry corpus) {
        return List.of(contest(corpus, Cache.WARM, warmGoal(corpus)), contest(corpus, Cache.COLD, coldGoal(corpus)));
    }

    private Contest contest(Corpora.Entry corpus, Cache cache, Goal goal) {
        return new Contest("status", corpus.file(), cache, status(tools.etcdutl(), corpus.file()),
                status(tools.ours(), corpus.file()), Answer.SAME, goal.counting(corpus.livingKeys()));
    }

    private static Job status(Path tool, Path file) {
        return scratch -> List.of(List.of(tool.toString(), "snapshot", "status", file.toString(), "-w", "json"));
    }

    private static Goal warmGoal(Corpora.Entry corpus) {
        return switch (corpus.size()) {
            case SMALL -> Goal.ratio(GOAL_SMALL);
            case MEDIUM -> Goal.memoryOnly();
            case LARGE -> Goal.ratio(GOAL_LARGE);
            case MANY_KEYS -> Goal.ratio(GOAL_TINY);
        };
    }

    private static Goal coldGoal(Corpora.Entry corpus) {
        return corpus.size() == Corpora.Size.LARGE ? Goal.ratio(GOAL_COLD) : Goal.memoryOnly();
    }
}
