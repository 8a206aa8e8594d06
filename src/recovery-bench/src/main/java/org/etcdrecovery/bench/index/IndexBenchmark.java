package org.etcdrecovery.bench.index;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.etcdrecovery.bench.corpus.Recipe;
import org.etcdrecovery.bench.process.Machine;
import org.etcdrecovery.bench.process.PageCache;
import org.etcdrecovery.bench.process.Times;
import org.etcdrecovery.core.contents.compare.Comparison;
import org.etcdrecovery.core.contents.compare.Side;
import org.etcdrecovery.core.contents.index.KeyCollector;
import org.etcdrecovery.core.contents.index.KeyIndex;
import org.etcdrecovery.core.contents.index.KeyMatcher;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.PassListener;
import org.etcdrecovery.core.snapshot.Quota;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Measures the index of large files and prints a table. {@code packaging/benchmark --index} calls this. */
public final class IndexBenchmark {
    private static final int RUNS = 9;
    private static final int QUESTIONS = 20;
    private static final Cancellation RUN = new Cancellation();
    private static final Pattern READ = Pattern.compile("^rchar: (\\d+)$", Pattern.MULTILINE);
    private static final double GOAL_COLLECTING = 1.15;
    private static final double GOAL_DIFFERENCE = 2.5;
    private static final Duration GOAL_AS_OF = Duration.ofSeconds(1);
    private static final Duration GOAL_ANSWER = Duration.ofMillis(100);

    private final String file;
    private final SnapshotName name;
    private final Goals goals;

    /**
     * The goals that depend on the file.
     *
     * @param ready       the highest ratio of the time until the index is ready to that of the verdict alone
     * @param bytesPerKey the memory allowed for a key with its history
     */
    private record Goals(double ready, double bytesPerKey) {}

    private IndexBenchmark(String file, Path path, Goals goals) {
        this.file = file;
        this.name = SnapshotName.of(path);
        this.goals = goals;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments the directory of the corpora, and optionally a pattern that the names of the files must contain
     * @throws IOException if something could not be measured
     */
    public static void main(String[] arguments) throws IOException {
        Path corpus = Files.createDirectories(Path.of(arguments[0]));
        Pattern only = Pattern.compile(arguments.length > 1 ? arguments[1] : "");
        System.out.println(Machine.here(corpus).describe() + " Medians of " + RUNS + " runs by turns in one JVM.\n");
        System.out.println("| snapshot | measure | seen | goal | |\n|---|---|---:|---:|---|");
        Map<String, Goals> files = new LinkedHashMap<>();
        files.put("tiny-3m-keys", new Goals(2, 40));
        files.put("rewritten-3m-keys", new Goals(2, 64));
        files.put("kube-2g", new Goals(1.3, 64));
        for (Map.Entry<String, Goals> each : files.entrySet()) {
            if (only.matcher(each.getKey()).find()) {
                new IndexBenchmark(each.getKey(), Recipe.of(each.getKey()).make(corpus), each.getValue()).run();
            }
        }
    }

    private void run() throws IOException {
        PageCache.fill(name.file());
        List<Duration> alone = new ArrayList<>();
        List<Duration> collecting = new ArrayList<>();
        List<Duration> ready = new ArrayList<>();
        // The first two are for the compilers.
        for (int i = 0; i < RUNS + 2; i++) {
            long start = started();
            inspect(PassListener.none());
            Duration verdict = since(start);
            start = started();
            KeyCollector collector = KeyIndex.collector();
            inspect(collector);
            Duration withIndex = since(start);
            collector.arrange(Progress.NONE);
            if (i >= 2) {
                alone.add(verdict);
                collecting.add(withIndex);
                ready.add(since(start));
            }
        }
        print("verdict alone", seconds(new Times(alone).median()), "", true);
        printRatio("verdict with the index collecting", collecting, alone, GOAL_COLLECTING);
        printRatio("index ready", ready, alone, goals.ready);
        ask(KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE));
    }

    /** The heap is empty when a run starts, as it is when the console opens a file. */
    private static long started() {
        System.gc();
        return System.nanoTime();
    }

    private void inspect(PassListener listener) throws IOException {
        Inspector.inspect(SnapshotOpener.plain(), name, Progress.NONE, _ -> {}, Quota.DEFAULT, listener);
    }

    private void ask(KeyIndex index) throws IOException {
        double bytesPerKey = (double) index.bytesInMemory() / index.size();
        print("memory of a key with its history", "%.1f bytes".formatted(bytesPerKey),
                "%.0f bytes".formatted(goals.bytesPerKey), bytesPerKey <= goals.bytesPerKey);
        long first = index.oldestRevision();
        long span = index.lastRevision() - first;
        printTimes("state at another revision",
                times(i -> index.asOf(first + span * i / QUESTIONS, RUN)), GOAL_AS_OF);
        printTimes("keys and bytes of a prefix", times(i -> {
            byte[] key = index.key((int) ((long) index.size() * i / QUESTIONS));
            index.newest().totals(Arrays.copyOf(key, key.length / 2));
        }), GOAL_ANSWER);
        printTimes("children of the root",
                times(_ -> index.newest().children(new byte[0])), GOAL_ANSWER);
        printTimes("filter by a substring",
                times(i -> index.newest().filter(KeyMatcher.containing(("a" + i).getBytes(UTF_8)), RUN)),
                GOAL_ANSWER);
        compare();
    }

    /** Compares the file with itself: every value has to be read on both sides. */
    private void compare() throws IOException {
        long before = bytesRead();
        long start = System.nanoTime();
        Comparison comparison = Comparison.of(side(), side(), Progress.NONE);
        Duration time = since(start);
        double read = (bytesRead() - before) / 2.0 / Files.size(name.file());
        print("difference with itself, %d keys equal, %s: bytes read of each".formatted(comparison.summary().equal(),
                seconds(time)), "%.2f of the file".formatted(read), "%.1f".formatted(GOAL_DIFFERENCE),
                read <= GOAL_DIFFERENCE);
    }

    private Side side() throws IOException {
        return new Side(KeyIndex.read(SnapshotOpener.plain(), name, Progress.NONE).newest(), SnapshotOpener.plain(),
                name);
    }

    /** What this process has read so far, in bytes, from memory or from the disk. */
    private static long bytesRead() throws IOException {
        return READ.matcher(Files.readString(Path.of("/proc/self/io")))
                .results()
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .sum();
    }

    @FunctionalInterface
    private interface Question {
        void ask(int number) throws IOException;
    }

    private static Times times(Question question) throws IOException {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < QUESTIONS; i++) {
            long start = System.nanoTime();
            question.ask(i);
            times.add(since(start));
        }
        return new Times(times);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void printRatio(String what, List<Duration> runs, List<Duration> alone, double goal) {
        Duration time = new Times(runs).median();
        double ratio = (double) time.toNanos() / new Times(alone).median().toNanos();
        print(what, seconds(time) + ", %.2f".formatted(ratio), "%.2f".formatted(goal), ratio <= goal);
    }

    private void printTimes(String what, Times times, Duration goal) {
        print(what + ", median and slowest of " + QUESTIONS,
                milliseconds(times.median()) + ", " + milliseconds(times.longest()), milliseconds(goal),
                times.median().compareTo(goal) <= 0);
    }

    private void print(String what, String seen, String goal, boolean reached) {
        System.out.println("| " + file + " | " + what + " | " + seen + " | " + goal + " | "
                + (reached ? "" : "missed ") + "|");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }

    private static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }
}
