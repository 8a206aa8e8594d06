package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.etcdrecovery.bench.process.Footprint;
import org.etcdrecovery.bench.process.Machine;
import org.etcdrecovery.bench.process.Times;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Result REACHED = result("one", 400, 140_000, Goal.ratio(0.4));
    private static final Result SLOW = result("two", 410, 140_000, Goal.ratio(0.4));
    private static final Result LARGE = result("three", 100, 160_000, Goal.ratio(0.4));
    private static final Result UNBOUND = result("four", 9000, 140_000, Goal.memoryOnly());

    @Test
    void putsMedianRatioAndGoalIntoARow() {
        assertThat(Report.row(REACHED)).containsSubsequence("one large", "1.000", "0.400", "0.40", "0.40", "143",
                "150");
    }

    @Test
    void saysWhichGoalARowMisses() {
        assertThat(Report.row(REACHED)).doesNotContain("too");
        assertThat(Report.row(SLOW)).endsWith("too slow");
        assertThat(Report.row(LARGE)).endsWith("too large");
        assertThat(Report.row(UNBOUND)).doesNotContain("too");
    }

    @Test
    void namesAllMissedGoalsAtTheEnd() {
        assertThat(Report.conclusion(3, List.of(REACHED, SLOW, LARGE))).isEqualTo(
                "GOALS MISSED in 2 of 3: two large; three large.");
        assertThat(Report.conclusion(2, List.of(REACHED, UNBOUND))).isEqualTo(
                "All goals are reached that were measured.");
    }

    @Test
    void saysThatSomethingWasNotMeasured() {
        assertThat(Report.conclusion(5, List.of(REACHED))).endsWith("NOT MEASURED: 4 of 5.");
    }

    @Test
    void allowsMemoryForEveryLivingKey() {
        Result counting = result("three", 100, 160_000, Goal.ratio(0.4).counting(1_000_000));

        assertThat(counting.reachesGoals()).isTrue();
    }

    @Test
    void writesATableInMarkdownThatSaysHowItCameAbout() {
        Machine busy = new Machine("a processor", 2, 5, "ext4");

        assertThat(Report.markdown(busy, 5, List.of(REACHED, SLOW)).lines())
                .anyMatch(line -> line.contains("busy with other work") && line.contains("Medians of 5 runs"))
                .anyMatch(line -> line.startsWith("| case | etcdutl | ours |"))
                .anyMatch(line -> line.startsWith("| one large | 1.000 | 0.400 | 0.40 | 0.40 |"))
                .anyMatch(line -> line.startsWith("| two large |") && line.endsWith("| too slow |"));
        assertThat(new Machine("a processor", 2, 0.3, "ext4").describe()).doesNotContain("busy");
    }

    private static Result result(String name, long ourMillis, long ourKilobytes, Goal goal) {
        Contest contest = new Contest(name, Path.of("large.db"), Cache.WARM, _ -> List.of(), _ -> List.of(),
                Answer.SAME, goal);
        Footprint footprint = new Footprint();
        footprint.note("VmHWM:\t  900000 kB\nRssAnon:\t  " + ourKilobytes + " kB\n");
        return new Result(contest, times(900, 1000, 7000), times(1, ourMillis, 60_000), new Footprint(), footprint);
    }

    private static Times times(long... millis) {
        return new Times(Arrays.stream(millis).mapToObj(Duration::ofMillis).toList());
    }
}
