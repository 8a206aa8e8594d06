package org.etcdrecovery.console.step.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.inspect.CheckModel.State;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.widget.StatStrip.Stat;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.Openers;
import org.junit.jupiter.api.Test;

class InspectViewModelTest extends InspectTest {
    private static final int HASH = 32;

    @Test
    void looksAtASoundFileByItself() {
        InspectViewModel model = entered(recovery(RunKind.RECOVER, TestTools.SAMPLE), tools());

        assertThat(model.verdict().headline()).isEqualTo("Restorable");
        assertThat(model.checks().all()).allMatch(check -> check.state().get() == State.PASSED);
        assertThat(model.figures().get().stats().get(2).value()).isEqualTo("78");
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().commands()).hasSize(3);
    }

    @Test
    void offersTheSnapshotsOfAnArchiveAndTakesTheChosenOne() throws IOException {
        Path archive = directory.resolve("backup.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (String name : List.of("older.db", "newer.db")) {
                zip.putNextEntry(new ZipEntry(name));
                Files.copy(TestTools.SAMPLE, zip);
            }
        }
        Path scratch = Files.createDirectory(directory.resolve("scratch"));
        StepTools plain = tools();
        try (SnapshotOpener opener = Openers.unpackingInto(scratch)) {
            InspectViewModel model = entered(recovery(RunKind.RECOVER, archive), new StepTools(plain.runner(),
                    plain.dialogs(), plain.memory(), plain.clock(), opener, plain.site(), plain.stores()));
            assertThat(model.inspection().get().orElseThrow().packed().orElseThrow().snapshots())
                    .containsExactly("older.db", "newer.db");
            assertThat(model.verdict().tone()).isEqualTo(Tone.NEUTRAL);
            assertThat(model.verdict().headline()).isEqualTo("Choose one of 2 snapshots");
            assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);
            assertThat(model.outline().primary().reason().get()).isEqualTo("Choose one of the snapshots first");

            model.choose("newer.db");

            assertThat(model.verdict().headline()).isEqualTo("Restorable");
            assertThat(model.outline().primary().isEnabled()).isTrue();
            assertThat(model.outline().commands()).hasSize(2)
                    .allSatisfy(command -> assertThat(command.text()).contains("backup.zip", "--entry newer.db"));
            assertThat(plain.memory().settings().get().recent()).singleElement()
                    .satisfies(recent -> assertThat(recent.entry()).hasValue("newer.db"));
        }
        assertThat(scratch).isEmptyDirectory();
    }

    @Test
    void looksOnceUnlessItIsAskedAgain() {
        Recovery recovery = recovery(RunKind.RECOVER, TestTools.SAMPLE);
        InspectViewModel model = entered(recovery, tools());
        Inspection first = recovery.inspection().get().orElseThrow();

        model.entered();
        assertThat(recovery.inspection().get().orElseThrow()).isSameAs(first);
        model.inspect();
        assertThat(recovery.inspection().get().orElseThrow()).isNotSameAs(first);
    }

    @Test
    void aTruncatedFileIsDamagedAndLeadsNowhere() throws IOException {
        StepTools tools = tools();
        InspectViewModel model = entered(recovery(RunKind.RECOVER, changed(bytes -> Arrays.copyOf(bytes, 40_960))),
                tools);

        assertThat(model.verdict().headline()).startsWith("Damaged");
        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().reason().get()).isEqualTo("Damaged: see what to do now");
        assertThat(model.figures().get().stats().getFirst().value()).isEqualTo("–");
        assertThat(model.doubtfulHash()).isEmpty();
        assertThat(model.maySeeInside()).isTrue();
        assertThat(tools.memory().settings().get().recent().getFirst().verdict()).isEqualTo(Verdict.DAMAGED);
    }

    @Test
    void showsWhatStillReadsOfADamagedFile() throws IOException {
        InspectViewModel model = entered(recovery(RunKind.RECOVER, changed(bytes -> {
            // The type of a page in the middle of the keyspace.
            bytes[49 * 4096 + 8] = 0x7D;
            return bytes;
        })), tools());

        assertThat(model.figures().get().stats()).extracting(Stat::value)
                .contains("≥ 226", "3.6.0");
        assertThat(model.outline().commands()).extracting(Command::text)
                .anyMatch(text -> text.startsWith("etcd-recovery snapshot salvage "));
    }

    @Test
    void aWrongHashCanBeAcceptedExplicitlyAndOnlyThen() throws IOException {
        Recovery recovery = recovery(RunKind.RECOVER, changed(bytes -> {
            bytes[bytes.length - 1] ^= 1;
            return bytes;
        }));
        InspectViewModel model = entered(recovery, tools());
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);

        model.consent().set(true);

        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(recovery.request().get().skipHashCheck()).isTrue();
        assertThat(hashIsRefused(recovery)).isFalse();
    }

    @Test
    void aFileWithoutHashNeedsConsent() throws IOException {
        Recovery recovery = recovery(RunKind.RECOVER, changed(bytes -> Arrays.copyOf(bytes, bytes.length - HASH)));
        InspectViewModel model = entered(recovery, tools());
        assertThat(model.outline().primary().reason().get()).isEqualTo("Decide about the missing checksum first");
        assertThat(model.outline().isPassed()).isFalse();
        assertThat(hashIsRefused(recovery)).isTrue();

        model.consent().set(true);
        assertThat(model.outline().isPassed()).isTrue();

        model.inspect();
        assertThat(model.consent().get()).as("a consent is to what was found").isFalse();
    }

    private static boolean hashIsRefused(Recovery recovery) {
        return recovery.plan()
                .get()
                .map(PlanResult::problems)
                .orElseThrow()
                .stream()
                .anyMatch(problem -> problem.field() == Problem.Field.HASH_CHECK
                        && problem.severity() == Problem.Severity.REFUSAL);
    }

    @Test
    void whatIsPackedOrEmptyIsNoSnapshot() throws IOException {
        InspectViewModel packed = entered(recovery(RunKind.INSPECT, changed(InspectViewModelTest::gzip)), tools());
        assertThat(packed.verdict().headline()).isEqualTo("Not a snapshot");
        assertThat(packed.findings().getFirst().remedy()).contains("gunzip");
        assertThat(packed.outline().primary().reason().get()).isEqualTo("Not a snapshot: see what to do now");

        InspectViewModel empty = entered(recovery(RunKind.INSPECT, changed(_ -> new byte[0])), tools());
        assertThat(empty.verdict().sentence()).startsWith("The file is empty");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        InspectViewModel model = entered(recovery(RunKind.RECOVER, directory.resolve("gone.db")), tools());

        assertThat(model.failed().get().orElseThrow().what()).contains("there is no such file");
        assertThat(model.outline().primary().reason().get()).isEqualTo("The console could not inspect the file");
    }

    @Test
    void whileItRunsItIsWithheldAndCanBeStopped() {
        HeldTaskRunner runner = new HeldTaskRunner();
        InspectViewModel model = entered(recovery(RunKind.RECOVER, TestTools.SAMPLE),
                TestTools.with(runner, new FakeDialogs()));
        assertThat(model.outline().primary().reason().get()).isEqualTo("Available when the last check is done");
        assertThat(model.verdict().headline()).isEqualTo("Checking the file");

        model.outline().activity().cancel();
        runner.release();

        assertThat(model.failed().get().orElseThrow().cancelled()).isTrue();
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);
    }

    @Test
    void whatWasFoundInAFormerFileIsForgotten() {
        HeldTaskRunner runner = new HeldTaskRunner();
        Recovery recovery = recovery(RunKind.RECOVER, directory.resolve("gone.db"));
        InspectViewModel model = entered(recovery, TestTools.with(runner, new FakeDialogs()));

        recovery.choose(SnapshotChoice.ofFile(TestTools.SAMPLE));
        runner.release();

        assertThat(model.failed().get()).isEmpty();
        model.entered();
        runner.release();
        assertThat(model.verdict().headline()).isEqualTo("Restorable");
    }

    @Test
    void anInspectionLeadsToARecovery() {
        InspectViewModel model = entered(recovery(RunKind.INSPECT, TestTools.SAMPLE), tools());

        model.outline().primary().fire();

        assertThat(model.outline().primary().text().get()).isEqualTo("Recover from this snapshot");
        assertThat(starter.begun()).containsExactly("RECOVER kubernetes.db RESTORABLE");
    }

    @Test
    void theInspectionIsExportedInThePlaceOfAnEarlierOne() throws IOException {
        Path file = Files.writeString(directory.resolve("inspection.json"), "old");
        InspectViewModel model = entered(recovery(RunKind.INSPECT, TestTools.SAMPLE),
                TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(file)));

        model.export();

        assertThat(model.exporting().written().get()).contains(file);
        assertThat(Files.readString(file)).contains("\"verdict\" : \"restorable\"");
        assertThat(directory.resolve("inspection.json.part")).doesNotExist();
    }

    @Test
    void looksInsideWhatWasInspected() {
        FakeStarter starter = new FakeStarter();
        InspectViewModel model = new InspectViewModel(recovery(RunKind.INSPECT, TestTools.SAMPLE), tools(), starter);
        assertThat(model.maySeeInside()).isFalse();
        model.entered();

        assertThat(model.maySeeInside()).isTrue();
        model.lookInside();
        assertThat(starter.begun()).containsExactly("look kubernetes.db RESTORABLE");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
