package org.etcdrecovery.bench.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.etcdrecovery.bench.corpus.Recipe;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;
import org.etcdrecovery.bench.process.Footprint;
import org.etcdrecovery.bench.process.Machine;
import org.etcdrecovery.bench.process.PageCache;
import org.etcdrecovery.bench.process.Times;

/** Opens large files in the window and prints how long that took. {@code packaging/benchmark --window} calls this. */
public final class WindowBenchmark {
    private static final int RUNS = 5;
    /** Each with a prefix that some of its keys have. */
    private static final Map<String, String> RECIPES = Map.of("kube-2g", "/registry/se", "scattered-2g", "/registry/se",
            "tiny-3m-keys", "/tiny/1");
    /** The limit for a file of any size. An index of three million keys takes a tenth of it. */
    private static final double MOST_RESIDENT_MB = 1000;
    private static final double BYTES_IN_MB = 1e6;

    private final Path corpus;
    private final List<String> java;

    private WindowBenchmark(Path corpus, List<String> java) {
        this.corpus = corpus;
        this.java = java;
    }

    /**
     * Runs the benchmark.
     *
     * @param arguments the directory of the corpora, a regular expression that chooses among them, and the command that
     *     starts {@link WindowRun}
     * @throws IOException if something could not be measured
     */
    public static void main(String[] arguments) throws IOException {
        List<String> all = List.of(arguments);
        new WindowBenchmark(Path.of(all.getFirst()), all.subList(2, all.size())).run(Pattern.compile(all.get(1)));
    }

    private void run(Pattern chosen) throws IOException {
        Files.createDirectories(corpus);
        System.out.println(Machine.here(corpus).describe() + " Medians of " + RUNS
                + " windows; of the longest waits, the longest.\n");
        System.out.println("| snapshot | measure | time | goal | |\n|---|---|---:|---:|---|");
        for (String recipe : new TreeSet<>(RECIPES.keySet())) {
            if (chosen.matcher(recipe).find()) {
                measure(recipe, Recipe.of(recipe).make(corpus));
            }
        }
    }

    private void measure(String name, Path file) throws IOException {
        Map<Measure, List<Duration>> times = new EnumMap<>(Measure.class);
        Footprint footprint = new Footprint();
        PageCache.fill(file);
        for (int i = 0; i < RUNS; i++) {
            open(name, file, ChildProcess.Observer.NONE)
                    .forEach((measure, time) -> times.computeIfAbsent(measure, _ -> new ArrayList<>()).add(time));
        }
        // A separate run, because watching a process slows it down.
        open(name, file, footprint);
        times.forEach((measure, runs) -> {
            Duration time = measure.isWait() ? new Times(runs).longest() : new Times(runs).median();
            print(name, measure.words(), seconds(time), seconds(measure.goal()), time.compareTo(measure.goal()) <= 0);
        });
        footprint.resident().ifPresent(bytes -> {
            double megabytes = bytes / BYTES_IN_MB;
            print(name, "most memory", "%.0f MB".formatted(megabytes), "%.0f MB".formatted(MOST_RESIDENT_MB),
                    megabytes <= MOST_RESIDENT_MB);
        });
    }

    private static void print(String name, String what, String seen, String goal, boolean reached) {
        System.out.println("| " + name + " | " + what + " | " + seen + " | " + goal + " | "
                + (reached ? "" : "missed ") + "|");
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.2f s", time.toNanos() / 1e9);
    }

    private Map<Measure, Duration> open(String name, Path file, ChildProcess.Observer observer) throws IOException {
        Path home = Files.createTempDirectory("benchmark-window-");
        try {
            List<String> command = new ArrayList<>(List.of("env", "RECOVERY_CONSOLE_HOME=" + home));
            command.addAll(java);
            command.add(Instant.now().toString());
            command.add(RECIPES.get(name));
            command.add(file.toString());
            Path output = home.resolve("stdout");
            ChildProcess.run(command, output, observer);
            Map<Measure, Duration> measured = new EnumMap<>(Measure.class);
            for (String line : Files.readAllLines(output)) {
                String[] words = line.split(" ", 2);
                measured.put(Measure.valueOf(words[0]), Duration.ofNanos(Long.parseLong(words[1])));
            }
            return measured;
        } finally {
            DirectoryTree.delete(home);
        }
    }
}
