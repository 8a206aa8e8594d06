package org.etcdrecovery.bench.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/**
 * Saving a snapshot of a running member. etcdctl writes what it receives; our save also compares it with its digest
 * and, by default, inspects the file.
 */
final class SaveContests {
    private static final String SKIP_VERDICT = "--no-verdict";
    private static final double GOAL = 1.1;
    private static final long RESIDENT = 250_000_000;

    private final Tools tools;
    private final Path scratch;

    /** @param scratch where to make the member's data directory */
    SaveContests(Tools tools, Path scratch) {
        this.tools = tools;
        this.scratch = scratch;
    }

    /**
     * All contests on one corpus.
     *
     * @throws IOException if there is no free port
     */
    List<Contest> on(Corpora.Entry corpus) throws IOException {
        Goal goal = corpus.size() == Corpora.Size.LARGE
                ? Goal.ratio(GOAL).resident(RESIDENT)
                : Goal.memoryOnly()
                        .resident(RESIDENT);
        return List.of(contest(corpus, "save", List.of(SKIP_VERDICT), goal),
                contest(corpus, "save, judged", List.of(), Goal.memoryOnly().resident(RESIDENT)));
    }

    private Contest contest(Corpora.Entry corpus, String name, List<String> options, Goal goal) throws IOException {
        ServedCorpus served = new ServedCorpus(tools, corpus.file(), scratch);
        Job theirs = written -> List.of(List.of(tools.etcdctl().toString(), "--endpoints=" + served.endpoint(),
                "snapshot", "save", written.resolve("saved.db").toString()));
        Job ours = written -> List.of(Stream.concat(Stream.of(tools.ours().toString(), "snapshot", "save",
                written.resolve("saved.db").toString(), "--endpoints=" + served.endpoint(), "--quiet"),
                options.stream()).toList());
        return new Contest(name, corpus.file(), Cache.WARM, theirs, ours, Answer.NOT_COMPARED, goal, served);
    }
}
