package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;
import org.etcdrecovery.bench.process.Footprint;
import org.etcdrecovery.bench.process.PageCache;
import org.etcdrecovery.bench.process.Times;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;

/** Holds contests. */
final class Runner {
    private final Path scratch;
    private final int runs;

    /**
     * @param scratch a directory that this runner creates and empties, on the disk under test
     * @param runs    the number of timed runs per side
     */
    Runner(Path scratch, int runs) {
        this.scratch = scratch;
        this.runs = runs;
    }

    /**
     * Holds a contest.
     *
     * @throws IOException if a command fails, if the answers differ, or if the page cache cannot be emptied
     */
    Result hold(Contest contest) throws IOException {
        try (Closeable _ = contest.environment().open()) {
            return compare(contest);
        }
    }

    private Result compare(Contest contest) throws IOException {
        List<Duration> theirs = new ArrayList<>();
        List<Duration> ours = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            theirs.add(run(contest, contest.theirs(), ChildProcess.Observer.NONE).duration());
            ours.add(run(contest, contest.ours(), ChildProcess.Observer.NONE).duration());
        }
        Footprint theirFootprint = new Footprint();
        Footprint ourFootprint = new Footprint();
        String theirAnswer = run(contest, contest.theirs(), theirFootprint).answer();
        String ourAnswer = run(contest, contest.ours(), ourFootprint).answer();
        if (contest.answer() == Answer.SAME && !ourAnswer.equals(theirAnswer)) {
            throw new IOException("the answers differ\netcdutl: " + theirAnswer + "\nours:    " + ourAnswer);
        }
        return new Result(contest, new Times(theirs), new Times(ours), theirFootprint, ourFootprint);
    }

    private record Run(Duration duration, String answer) {}

    private Run run(Contest contest, Job job, ChildProcess.Observer observer) throws IOException {
        deleteScratch();
        Path written = Files.createDirectories(scratch.resolve("written"));
        Path output = scratch.resolve("stdout");
        try {
            PageCache.sync();
            prepare(contest);
            List<List<String>> commands = job.commands(written);
            long start = System.nanoTime();
            for (List<String> command : commands) {
                ChildProcess.run(command, output, observer);
            }
            Duration duration = Duration.ofNanos(System.nanoTime() - start);
            return new Run(duration, Files.readString(output));
        } finally {
            deleteScratch();
        }
    }

    private static void prepare(Contest contest) throws IOException {
        if (contest.cache() == Cache.WARM) {
            PageCache.fill(contest.input());
            return;
        }
        Optional<String> stillThere = PageCache.drop(contest.input());
        if (stillThere.isPresent()) {
            throw new IOException(stillThere.get());
        }
    }

    private void deleteScratch() throws IOException {
        DirectoryTree.delete(scratch);
    }
}
