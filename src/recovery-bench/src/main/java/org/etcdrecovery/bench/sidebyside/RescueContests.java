package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.List;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/**
 * Making a snapshot from the directory of a killed member. No other tool does it, so the measure is our own restore of
 * one member from the snapshot that the member began with.
 */
final class RescueContests {
    private static final double GOAL = 1.5;
    private static final long MEMORY = 200_000_000;

    private final Tools tools;
    private final RestoreContests restores;
    private final Path dataDir;

    /** @param dataDir where to make the member's data directory */
    RescueContests(Tools tools, RestoreContests restores, Path dataDir) {
        this.tools = tools;
        this.restores = restores;
        this.dataDir = dataDir;
    }

    /** The contest on one corpus; none on small ones. */
    List<Contest> on(Corpora.Entry corpus) {
        if (corpus.size() == Corpora.Size.SMALL) {
            return List.of();
        }
        Job restore = scratch -> List.of(restores.ours(corpus.file(), scratch, 1, List.of()));
        Job rescue = scratch -> List.of(List.of(tools.ours().toString(), "rescue", "snapshot", dataDir.toString(),
                "--out", scratch.resolve("rescued.db").toString(), "--quiet"));
        Goal goal = corpus.size() == Corpora.Size.LARGE ? Goal.ratio(GOAL) : Goal.memoryOnly();
        return List.of(new Contest("rescue, against restore 1", corpus.file(),
                Cache.WARM, restore, rescue, Answer.NOT_COMPARED, goal.anonymous(MEMORY),
                new KilledMember(tools, corpus.file(), dataDir)));
    }
}
