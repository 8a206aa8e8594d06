package org.etcdrecovery.bench.sidebyside;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.etcdrecovery.bench.process.Machine;

/** Formats results: a line for the terminal as each contest ends, and a table of all of them in Markdown. */
final class Report {
    private static final double BYTES_IN_MB = 1e6;
    private static final List<String> HEADINGS = List.of("case", "etcdutl", "ours", "ratio", "goal",
            "etcdutl CPU", "ours CPU", "etcdutl anon. MB", "ours anon. MB", "goal MB", "etcdutl max RSS MB",
            "ours max RSS MB", "goal MB", "");
    private static final String ROW = "%-36s %8s %8s %6s %6s   %8s %8s   %8s %8s %8s   %8s %8s %8s  %s";

    private Report() {}

    static String heading() {
        return ROW.formatted("", "seconds", "", "", "", "CPU", "seconds", "anon.", "MB", "", "max RSS", "MB", "", "")
                .stripTrailing()
                + System.lineSeparator()
                + ROW.formatted("case", "etcdutl", "ours", "ratio", "goal", "etcdutl", "ours", "etcdutl", "ours",
                        "goal", "etcdutl",
                        "ours", "goal", "");
    }

    static String row(Result result) {
        return ROW.formatted(cells(result).toArray()).stripTrailing();
    }

    /** Formats the table, headed by how its figures were measured. */
    static String markdown(Machine machine, int runs, List<Result> results) {
        StringBuilder text = new StringBuilder();
        text.append(machine.describe())
                .append(" Medians of ")
                .append(runs)
                .append(" runs of whole processes, side by side; times in seconds.\n\n");
        markdownRow(text, HEADINGS);
        markdownRow(text, HEADINGS.stream().map(heading -> heading.equals("case") ? "---" : "---:").toList());
        results.forEach(result -> markdownRow(text, cells(result)));
        return text.toString();
    }

    /**
     * Summarises the results.
     *
     * @param contests the number of contests that were planned
     */
    static String conclusion(int contests, List<Result> results) {
        List<String> missed = results.stream()
                .filter(result -> !result.reachesGoals())
                .map(result -> result.contest().title())
                .toList();
        String goals = missed.isEmpty()
                ? "All goals are reached that were measured."
                : "GOALS MISSED in " + missed.size() + " of " + results.size() + ": " + String.join("; ", missed) + ".";
        int left = contests - results.size();
        return left == 0 ? goals : goals + " NOT MEASURED: " + left + " of " + contests + ".";
    }

    private static List<String> cells(Result result) {
        Goal goal = result.contest().goal();
        List<String> cells = new ArrayList<>();
        cells.add(result.contest().title());
        cells.add(seconds(result.theirs().median()));
        cells.add(seconds(result.ours().median()));
        cells.add(number(result.ratio()));
        cells.add(goal.ratio().isPresent() ? number(goal.ratio().getAsDouble()) : "");
        cells.add(seconds(result.theirFootprint().cpu()));
        cells.add(seconds(result.ourFootprint().cpu()));
        cells.add(megabytes(result.theirFootprint().anonymous()));
        cells.add(megabytes(result.ourFootprint().anonymous()));
        cells.add(megabytes(goal.anonymousMemory()));
        cells.add(megabytes(result.theirFootprint().resident()));
        cells.add(megabytes(result.ourFootprint().resident()));
        cells.add(megabytes(goal.residentMemory()));
        cells.add(verdict(result));
        return cells;
    }

    private static String verdict(Result result) {
        List<String> missed = new ArrayList<>();
        if (!result.isFastEnough()) {
            missed.add("too slow");
        }
        if (!result.isSmallEnough()) {
            missed.add("too large");
        }
        return String.join(", ", missed);
    }

    private static void markdownRow(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / 1e9);
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f", bytes.getAsLong() / BYTES_IN_MB);
    }
}
