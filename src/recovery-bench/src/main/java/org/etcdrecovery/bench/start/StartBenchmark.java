package org.etcdrecovery.bench.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;
import org.etcdrecovery.bench.process.Machine;
import org.etcdrecovery.bench.process.Times;

/**
 * Starts the programs of an unpacked image, and bare ones by turns. {@code packaging/benchmark --start} calls this, which
 * knows how each is started.
 */
public final class StartBenchmark {
    private static final int RUNS = 10;
    private static final Duration GOAL = Duration.ofMillis(150);
    private static final double GOAL_COMMAND = 1.2;
    private static final double GOAL_WINDOW = 1.3;
    private static final String SEPARATOR = "--";

    private StartBenchmark() {}

    /**
     * Runs the benchmark.
     *
     * @param arguments four commands, each ended by {@code --}: the command line, a bare command, the console and a bare
     *     window; the last two get the instant of their start as a further argument, and print when they were painted
     * @throws IOException if something could not be measured
     */
    public static void main(String[] arguments) throws IOException {
        List<List<String>> commands = split(arguments);
        System.out.println(Machine.here(Path.of("").toAbsolutePath()).describe() + " Medians of " + RUNS
                + " starts by turns.\n");
        System.out.println("| start | time | of the bare one | goal | |\n|---|---:|---:|---:|---|");
        report(List.of(new Contest("start page", () -> painted(commands.get(2)), () -> painted(commands.get(3)),
                GOAL_WINDOW)));
        report(Stream.of("version", "--version")
                .map(word -> new Contest("`" + word + "`", of(commands.get(0), List.of(word)),
                        of(commands.get(1), List.of("--version")), GOAL_COMMAND))
                .toList());
    }

    private static List<List<String>> split(String... arguments) {
        List<List<String>> commands = new ArrayList<>();
        List<String> command = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(SEPARATOR)) {
                commands.add(List.copyOf(command));
                command.clear();
            } else {
                command.add(argument);
            }
        }
        return commands;
    }

    /** One measured start. */
    @FunctionalInterface
    private interface Start {
        Duration time() throws IOException;
    }

    private static Start of(List<String> command, List<String> more) {
        List<String> all = new ArrayList<>(command);
        all.addAll(more);
        return () -> {
            long start = System.nanoTime();
            ChildProcess.run(all);
            return Duration.ofNanos(System.nanoTime() - start);
        };
    }

    private static Duration painted(List<String> command) throws IOException {
        Path home = Files.createTempDirectory("benchmark-start-");
        try {
            List<String> all = new ArrayList<>(List.of("env", "RECOVERY_CONSOLE_HOME=" + home));
            all.addAll(command);
            all.add(Instant.now().toString());
            return Duration.ofNanos(Long.parseLong(ChildProcess.run(all).strip()));
        } finally {
            DirectoryTree.delete(home);
        }
    }

    /** Runs each contest once, in turn, again and again, so that the machine is as fast for each of them. */
    private static void report(List<Contest> contests) throws IOException {
        // The first two turns fill the page cache.
        for (int i = -2; i < RUNS; i++) {
            for (Contest contest : contests) {
                contest.run(i >= 0);
            }
        }
        contests.forEach(contest -> System.out.println(contest.row()));
    }

    /** A start of ours against a bare one. */
    private static final class Contest {
        private final String name;
        private final Start ours;
        private final Start bare;
        private final double goal;
        private final List<Duration> oursTook = new ArrayList<>();
        private final List<Duration> bareTook = new ArrayList<>();

        Contest(String name, Start ours, Start bare, double goal) {
            this.name = name;
            this.ours = ours;
            this.bare = bare;
            this.goal = goal;
        }

        void run(boolean counts) throws IOException {
            Duration first = ours.time();
            Duration second = bare.time();
            if (counts) {
                oursTook.add(first);
                bareTook.add(second);
            }
        }

        String row() {
            Duration median = new Times(oursTook).median();
            double ratio = (double) median.toNanos() / new Times(bareTook).median().toNanos();
            boolean isCommand = goal == GOAL_COMMAND;
            boolean reached = ratio <= goal && (!isCommand || median.compareTo(GOAL) <= 0);
            return String.format(Locale.ROOT, "| %s | %d ms | %.2f | %s%.1f | %s|", name, median.toMillis(), ratio,
                    isCommand ? GOAL.toMillis() + " ms, " : "", goal, reached ? "" : "missed ");
        }
    }
}
