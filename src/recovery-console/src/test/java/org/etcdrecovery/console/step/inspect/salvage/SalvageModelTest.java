package org.etcdrecovery.console.step.inspect.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.salvage.SalvageReport;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SalvageModelTest {
    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
    private final AtomicInteger inspected = new AtomicInteger();
    private Path damaged = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void make() throws IOException {
        damaged = DamagedSample.in(directory);
        out = directory.resolve("salvaged.db");
        recovery.choose(SnapshotChoice.ofFile(damaged));
    }

    @Test
    void saysWhatIsLostAndWritesNothing() {
        SalvageModel model = open(new DirectTaskRunner());

        model.begin();

        SalvageReport report = model.report().orElseThrow();
        assertThat(report.lostRevisions()).isNotEmpty();
        assertThat(model.consents().asked().get()).isEqualTo(report.findings()).isNotEmpty();
        assertThat(model.phase().get()).isEqualTo(Making.DECIDING);
        model.target().path().set(out.toString());
        model.write();
        assertThat(directory.toFile().list()).containsExactly("nightly.db");
    }

    @Test
    void writesWhatReadsOnceEveryLossIsAgreedTo() throws IOException {
        byte[] before = Files.readAllBytes(damaged);
        SalvageModel model = open(new DirectTaskRunner());
        model.begin();
        model.target().path().set(out.toString());
        model.consents().asked().get().forEach(finding -> model.consents().give(finding, true));

        model.write();

        SnapshotChoice choice = recovery.snapshot().get().orElseThrow();
        assertThat(choice.file()).isEqualTo(out);
        assertThat(choice.origin()).isEqualTo(damaged);
        assertThat(choice.lacks()).startsWith("salvaged, lacks ");
        MadeFrom made = choice.made().orElseThrow();
        assertThat(made.accepted()).isNotEmpty().allSatisfy(words -> assertThat(words).contains("(salvage."));
        assertThat(made.manifest()).content().contains("lostRevisions");
        Inspection later = Inspector.inspect(out, Progress.NONE, _ -> {});
        assertThat(later.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);
        RecordedOrigin recorded = later.recorded().orElseThrow();
        assertThat(recorded.lacks()).isEqualTo(choice.lacks());
        assertThat(recorded.accepted()).isEqualTo(made.accepted());
        assertThat(recorded.from()).isEqualTo(damaged.toString());
        assertThat(damaged).hasBinaryContent(before);
        assertThat(inspected).hasValue(1);
    }

    @Test
    void needsNothingOfAWholeFile() {
        recovery.choose(SnapshotChoice.ofFile(TestTools.SAMPLE));
        SalvageModel model = open(new DirectTaskRunner());

        model.begin();

        assertThat(model.report().orElseThrow().findings()).isEmpty();
        assertThat(model.consents().asked().get()).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsAFailure() throws IOException {
        Files.write(damaged, new byte[8192]);
        SalvageModel model = open(new DirectTaskRunner());

        model.begin();

        assertThat(model.failed().get()).isPresent();
        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
    }

    @Test
    void whatIsStoppedLeavesNothing() {
        HeldTaskRunner runner = new HeldTaskRunner();
        SalvageModel model = open(runner);
        model.begin();
        release(runner);
        model.target().path().set(out.toString());
        release(runner);
        model.consents().asked().get().forEach(finding -> model.consents().give(finding, true));

        model.write();
        assertThat(model.phase().get()).isEqualTo(Making.WRITING);
        model.escape();
        release(runner);

        assertThat(model.failed().get().orElseThrow().cancelled()).isTrue();
        assertThat(model.phase().get()).isEqualTo(Making.DECIDING);
        assertThat(directory.toFile().list()).containsExactly("nightly.db");
        model.escape();
        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
    }

    private SalvageModel open(TaskRunner runner) {
        return new SalvageModel(recovery, TestTools.with(runner, new FakeDialogs()), new Activity(),
                inspected::incrementAndGet);
    }

    private static void release(HeldTaskRunner runner) {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
