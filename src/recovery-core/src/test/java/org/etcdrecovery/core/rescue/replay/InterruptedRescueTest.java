package org.etcdrecovery.core.rescue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.rescue.DirectoryAssessor;
import org.etcdrecovery.core.testing.ForkedJvm;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rescue that does not come to its end leaves the complete file or none. */
class InterruptedRescueTest {
    private static final int HALTED = 137;

    @TempDir
    private Path directory;

    private Path dataDir;
    private Path out;

    @BeforeEach
    void make() throws IOException {
        dataDir = directory.resolve("m1.etcd");
        out = Files.createDirectory(directory.resolve("out"));
        LaggingMember member = new LaggingMember(dataDir);
        for (int i = 0; i < 300; i++) {
            member.put("key" + i % 50, "value ".repeat(2000) + i);
        }
        member.committed().write();
    }

    @Test
    void cancelledAtAnyReportItLeavesNothing() throws IOException {
        int reports = 0;
        boolean cancelled = true;
        while (cancelled) {
            Path file = out.resolve("rescued.db");
            int last = ++reports * reports;
            try (Replay replay = Replay.of(DirectoryAssessor.assess(dataDir, Progress.NONE), ReplayOptions.DEFAULT,
                    failingAfter(last, () -> {
                        throw new CancellationException();
                    }))) {
                replay.write(file, _ -> "{}");
                cancelled = false;
            } catch (CancellationException e) {
                assertThat(files()).isEmpty();
            }
        }
        assertThat(reports).isGreaterThan(5);
        assertThat(files()).containsExactlyInAnyOrder("rescued.db", "rescued.db.manifest.json");
    }

    /** Before the file has its name there is none, from then on it is complete. */
    @Test
    void killedItLeavesTheCompleteFileOrNone() throws Exception {
        int all = reports();
        int kills = LongRun.times(2, 100);
        for (int i = 0; i <= kills; i++) {
            int reports = Math.max(1, (int) ((long) all * i / kills));
            killAt(reports);
            assertThat(files()).as("killed at report %d of %d", reports, all).doesNotContain("rescued.db");
        }

        killAt(Integer.MAX_VALUE);

        assertThat(files()).contains("rescued.db");
        assertComplete();
    }

    private void killAt(int reports) throws Exception {
        List<String> lines = ForkedJvm.run(List.of("-Xshare:auto"), InterruptedRescueTest.class,
                List.of(dataDir.toString(), out.resolve("rescued.db").toString(), Integer.toString(reports)));
        assertThat(lines.getLast()).as(lines.toString()).isEqualTo("exit " + HALTED);
    }

    @Test
    void withoutSpaceItLeavesNothing() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Tool.Result result = new Tool(Path.of("/bin/sh"), List.of("-c")).run("ulimit -f 512; exec \"" + java
                + "\" -cp \""
                + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ".")) + "\" "
                + InterruptedRescueTest.class.getName() + " \"" + dataDir + "\" \"" + out.resolve("rescued.db")
                + "\" 2000000000");

        assertThat(result.exitCode()).as(result.stderr()).isEqualTo(1);
        assertThat(result.stderr()).contains("rescued.db: File too large");
        assertThat(files()).isEmpty();
    }

    private void assertComplete() throws IOException {
        Path again = directory.resolve("again.db");
        try (Replay replay = Replay.of(DirectoryAssessor.assess(dataDir, Progress.NONE), ReplayOptions.DEFAULT,
                Progress.NONE)) {
            replay.write(again, _ -> "{}");
        }
        assertThat(out.resolve("rescued.db")).hasSameBinaryContentAs(again);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> String.valueOf(file.getFileName())).toList();
        }
    }

    /** A process that halts at a report, or else as soon as the file is written. */
    public static void main(String[] arguments) throws IOException {
        Progress progress = failingAfter(Integer.parseInt(arguments[2]), () -> Runtime.getRuntime().halt(HALTED));
        try (Replay replay = Replay.of(DirectoryAssessor.assess(Path.of(arguments[0]), Progress.NONE),
                ReplayOptions.DEFAULT, progress)) {
            replay.write(Path.of(arguments[1]), _ -> "{}");
            Runtime.getRuntime().halt(HALTED);
        }
    }

    /** How many reports a rescue makes. */
    private int reports() throws IOException {
        AtomicInteger reports = new AtomicInteger();
        Path file = directory.resolve("counted.db");
        try (Replay replay = Replay.of(DirectoryAssessor.assess(dataDir, Progress.NONE), ReplayOptions.DEFAULT,
                (_, _, _) -> new Work() {
                    @Override
                    public void advance(long amount) {
                        reports.incrementAndGet();
                    }

                    @Override
                    public void close() {
                        // Nothing to report.
                    }
                })) {
            replay.write(file, _ -> "{}");
        }
        Files.delete(file);
        return reports.get();
    }

    private static Progress failingAfter(int reports, Runnable failure) {
        int[] left = {reports};
        return (_, _, _) -> new Work() {
            @Override
            public void advance(long amount) {
                synchronized (left) {
                    if (--left[0] <= 0) {
                        failure.run();
                    }
                }
            }

            @Override
            public void close() {
                // Nothing to report.
            }
        };
    }
}
