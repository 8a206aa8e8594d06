package org.etcdrecovery.bench.sidebyside;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/**
 * Prepared snapshots. No other tool makes them, so the measure is our own restore of one member, which reads and writes as
 * much.
 */
final class PrepareContests {
    private static final double GOAL = 1.5;
    /** Dropping leases reads the keyspace three times more, and writes in a pass of its own. */
    private static final double GOAL_EDITED = 3.0;
    private static final long MEMORY = 250_000_000;

    private final Tools tools;
    private final RestoreContests restores;

    PrepareContests(Tools tools, RestoreContests restores) {
        this.tools = tools;
        this.restores = restores;
    }

    /** The contests on one corpus; none on small ones. */
    List<Contest> on(Corpora.Entry corpus) {
        return corpus.size() == Corpora.Size.SMALL
                ? List.of()
                : List.of(contest(corpus, "prepare, against restore 1", List.of(), GOAL),
                        contest(corpus, "prepare without leases, against restore 1", List.of("--lease", "drop"),
                                GOAL_EDITED));
    }

    private Contest contest(Corpora.Entry corpus, String name, List<String> options, double goal) {
        Job restore = scratch -> List.of(restores.ours(corpus.file(), scratch, 1, List.of()));
        Job prepare = scratch -> List.of(prepare(corpus.file(), scratch, options));
        Goal wanted = corpus.size() == Corpora.Size.LARGE ? Goal.ratio(goal) : Goal.memoryOnly();
        return new Contest(name, corpus.file(), Cache.WARM, restore, prepare, Answer.NOT_COMPARED,
                wanted.anonymous(MEMORY));
    }

    private List<String> prepare(Path file, Path scratch, List<String> options) {
        List<String> command = new ArrayList<>(List.of(tools.ours().toString(), "snapshot", "prepare", file.toString(),
                "--out", scratch.resolve("prepared.db").toString(), "--bump-revision", "1000000", "--mark-compacted",
                "--quiet"));
        command.addAll(options);
        return command;
    }
}
