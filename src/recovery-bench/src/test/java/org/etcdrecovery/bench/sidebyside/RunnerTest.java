package org.etcdrecovery.bench.sidebyside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.etcdrecovery.bench.sidebyside.Contest.Answer;
import org.etcdrecovery.bench.sidebyside.Contest.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {
    private static final int RUNS = 3;

    @TempDir
    Path directory;

    private Path log;
    private Runner runner;

    @BeforeEach
    void setUp() {
        log = directory.resolve("log");
        runner = new Runner(directory.resolve("scratch"), RUNS);
    }

    @Test
    void letsTheSidesTakeTurnsAndOnceMoreForTheMemory() throws IOException {
        runner.hold(contest(shell("echo A >> " + log), shell("echo B >> " + log), Answer.SAME));

        assertThat(Files.readAllLines(log)).containsExactly("A", "B", "A", "B", "A", "B", "A", "B");
    }

    @Test
    void timesEveryRunOfEachSide() throws IOException {
        Result result = runner.hold(contest(shell("true"), shell("true"), Answer.SAME));

        assertThat(result.theirs().runs()).hasSize(RUNS);
        assertThat(result.ours().runs()).hasSize(RUNS);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void seesTheMemoryAndTheProcessorTimeOfAllProcesses() throws IOException {
        String busy = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";
        Job fourTimes = scratch -> Collections.nCopies(4, List.of("sh", "-c", busy));

        Result result = new Runner(directory.resolve("scratch"), 1).hold(contest(fourTimes, shell(busy), Answer.SAME));

        assertThat(result.ourFootprint().anonymous().orElseThrow()).isGreaterThan(10_000);
        assertThat(result.ourFootprint().cpu()).isPositive();
        assertThat(result.theirFootprint().cpu()).isGreaterThan(result.ourFootprint().cpu());
    }

    @Test
    void runsAllCommandsOfAJob() throws IOException {
        Job two = scratch -> List.of(List.of("sh", "-c", "echo first >> " + log),
                List.of("sh", "-c", "echo second >> " + log));

        new Runner(directory.resolve("scratch"), 1).hold(contest(two, shell("true"), Answer.NOT_COMPARED));

        assertThat(Files.readAllLines(log)).startsWith("first", "second");
    }

    @Test
    void givesEveryRunAnEmptyDirectoryAndDeletesIt() throws IOException {
        Job writing = scratch -> List.of(List.of("sh", "-c",
                "ls " + scratch + " >> " + log + " && mkdir " + scratch + "/a && echo b > " + scratch + "/a/b"));

        runner.hold(contest(writing, writing, Answer.SAME));

        assertThat(log).isEmptyFile();
        assertThat(directory.resolve("scratch")).doesNotExist();
    }

    @Test
    void refusesAnswersThatDiffer() {
        assertThatThrownBy(() -> runner.hold(contest(shell("echo 1"), shell("echo 2"), Answer.SAME)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers differ");
    }

    @Test
    void comparesNoAnswersThatAreOnlyChatter() throws IOException {
        assertThat(runner.hold(contest(shell("echo 1"), shell("echo 2"), Answer.NOT_COMPARED)).ratio()).isPositive();
    }

    @Test
    void saysWhatACommandThatFailsSaid() {
        assertThatThrownBy(() -> runner.hold(contest(shell("echo no disk >&2; exit 3"), shell("true"), Answer.SAME)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("exit code 3")
                .hasMessageContaining("no disk");
        assertThat(directory.resolve("scratch")).doesNotExist();
    }

    private Contest contest(Job theirs, Job ours, Answer answer) throws IOException {
        Path input = Files.writeString(directory.resolve("input.db"), "some bytes");
        return new Contest("test", input, Cache.WARM, theirs, ours, answer, Goal.memoryOnly());
    }

    private static Job shell(String script) {
        return scratch -> List.of(List.of("sh", "-c", script));
    }
}
