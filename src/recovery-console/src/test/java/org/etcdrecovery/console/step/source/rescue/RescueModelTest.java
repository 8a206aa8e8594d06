package org.etcdrecovery.console.step.source.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.step.source.directories.DirectoriesModel;
import org.etcdrecovery.console.step.source.rescue.ChangedKey.Change;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.rescue.replay.LaggingMember;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RescueModelTest {
    private static final String SECRET = "/registry/secrets/default/token";

    @TempDir
    private Path directory;
    private final Recovery recovery = new Recovery(RunKind.RESCUE, TestTools.NOW);
    private final DirectoriesModel directories = new DirectoriesModel(TestTools.direct(), new Activity());
    private final AtomicInteger ledOn = new AtomicInteger();
    private Path dataDir = Path.of("");
    private Path out = Path.of("");

    @BeforeEach
    void make() throws IOException {
        dataDir = directory.resolve("m1.etcd");
        out = directory.resolve("rescued.db");
        new LaggingMember(dataDir).put("a", "new").delete("b").put(SECRET, "hush").committed().put("d", "4").write();
    }

    @Test
    void showsWhatTheLogAddsKeyByKey() {
        RescueModel model = open(new DirectTaskRunner());

        model.begin();

        assertThat(model.phase().get()).isEqualTo(Making.DECIDING);
        Addition found = model.addition().get().orElseThrow();
        assertThat(found.result().from().revision()).isEqualTo(4);
        assertThat(found.result().to().revision()).isEqualTo(8);
        assertThat(found.result().maybe()).isEqualTo(1);
        assertThat(found.keys()).containsExactly(
                new ChangedKey(SECRET, Change.ADDED, Optional.empty(), Optional.empty(), true),
                new ChangedKey("a", Change.CHANGED, Optional.of("1"), Optional.of("new"), false),
                new ChangedKey("b", Change.DELETED, Optional.of("2"), Optional.empty(), false),
                new ChangedKey("d", Change.ADDED, Optional.empty(), Optional.of("4"), false));
        assertThat(model.consents().asked().get()).isEmpty();
        assertThat(directory.toFile().list()).containsExactly("m1.etcd");
    }

    @Test
    void uncoversSecretsOnRequestOnly() {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();

        model.reveal();

        assertThat(model.addition().get().orElseThrow().keys())
                .contains(new ChangedKey(SECRET, Change.ADDED, Optional.empty(), Optional.of("hush"), false));
    }

    @Test
    void writesTheSnapshotAndTellsWhereItComesFrom() {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();
        model.target().path().set(out.toString());

        model.write();

        SnapshotChoice choice = recovery.snapshot().get().orElseThrow();
        assertThat(choice.file()).isEqualTo(out);
        assertThat(choice.source()).isEqualTo(SourceKind.DIRECTORY);
        assertThat(choice.member()).isEqualTo("m1");
        assertThat(choice.lacks()).isEmpty();
        assertThat(choice.origin()).isEqualTo(dataDir);
        MadeFrom made = choice.made().orElseThrow();
        assertThat(made.words()).contains("from revision 4 to 8", "4 entries");
        assertThat(made.manifest()).exists();
        assertThat(recovery.inspection().get().orElseThrow().verdict()).isEqualTo(Verdict.RESTORABLE);
        assertThat(ledOn).hasValue(1);
        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
    }

    @Test
    void leavesOutWhatMayNotBeCommittedOnlyWithConsent() throws IOException {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();
        model.target().path().set(out.toString());

        model.leaveOut(true);

        List<Finding> asked = model.consents().asked().get();
        assertThat(asked).extracting(finding -> finding.code().text()).containsExactly("replay.maybe-committed");
        model.write();
        assertThat(out).doesNotExist();
        model.consents().give(asked.getFirst(), true);
        model.write();
        assertThat(recovery.snapshot().get().orElseThrow().lacks()).isEqualTo("1 log entry left out");
        assertThat(recovery.snapshot().get().orElseThrow().made().orElseThrow().accepted())
                .singleElement()
                .asString()
                .contains("(replay.maybe-committed)");
        assertThat(Plain.report(TestTools.NOW, recovery).consents())
                .anyMatch(words -> words.startsWith("When the snapshot was made from " + dataDir));
        RecordedOrigin later = RecordedOrigin.of(out, recovery.facts().orElseThrow().hashes().sha256()).orElseThrow();
        assertThat(later.lacks()).isEqualTo("1 log entry left out");
        assertThat(later.accepted()).isEqualTo(recovery.snapshot().get().orElseThrow().made().orElseThrow().accepted());
        assertThat(recovery.facts().orElseThrow().status().revision()).isEqualTo(7);
    }

    @Test
    void aConsentIsForWhatWasShown() {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();
        model.leaveOut(true);
        model.consents().give(model.consents().asked().get().getFirst(), true);

        model.leaveOut(false);
        model.leaveOut(true);

        assertThat(model.consents().isComplete()).isFalse();
    }

    @Test
    void replacesNoFile() throws IOException {
        Files.writeString(out, "kept");
        RescueModel model = open(new DirectTaskRunner());
        model.begin();

        model.target().path().set(out.toString());
        model.write();

        assertThat(model.target().problem().get()).startsWith("A file has this name");
        assertThat(out).hasContent("kept");
        model.target().path().set(dataDir.resolve("member/new.db").toString());
        assertThat(model.target().problem().get()).startsWith("This is in a directory");
        assertThat(model.target().file().get()).isEmpty();
    }

    @Test
    void aNameIsTakenIfThatOfItsManifestIs() throws IOException {
        RescueModel model = open(new DirectTaskRunner());
        model.target().written(out);
        model.begin();
        Path offered = Path.of(model.target().path().get());
        assertThat(offered.getParent()).isEqualTo(out.getParent());
        Files.writeString(Manifest.pathFor(offered), "kept");

        model.target().look();
        assertThat(model.target().path().get()).endsWith("-2.db");
        assertThat(model.target().problem().get()).isEmpty();

        Files.writeString(Manifest.pathFor(out), "kept");
        model.target().path().set(out.toString());
        assertThat(model.target().problem().get()).startsWith("Its manifest would be " + out.getFileName());
        assertThat(model.target().file().get()).isEmpty();
    }

    @Test
    void aFileThatAppearsMeanwhileStaysAsItIs() throws IOException {
        HeldTaskRunner runner = new HeldTaskRunner();
        RescueModel model = open(runner);
        begin(model, runner);
        Files.writeString(out, "kept");

        model.write();
        release(runner);

        assertThat(out).hasContent("kept");
        assertThat(model.failed().get()).isPresent();
        assertThat(model.phase().get()).isEqualTo(Making.DECIDING);
        assertThat(model.target().problem().get()).startsWith("A file has this name");
        assertThat(ledOn).hasValue(0);
    }

    @Test
    void refusesADirectoryThatChangedWhileTheOperatorThought() throws IOException {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();
        model.target().path().set(out.toString());
        new LaggingMember(dataDir).put("a", "newer still").committed().write();

        model.write();

        assertThat(model.failed().get().orElseThrow().what()).startsWith("m1.etcd has changed");
        assertThat(out).doesNotExist();
    }

    @Test
    void whatIsStoppedLeavesNothing() {
        HeldTaskRunner runner = new HeldTaskRunner();
        RescueModel model = open(runner);
        begin(model, runner);

        model.write();
        assertThat(model.phase().get()).isEqualTo(Making.WRITING);
        model.escape();
        release(runner);

        assertThat(model.failed().get().orElseThrow().cancelled()).isTrue();
        assertThat(model.phase().get()).isEqualTo(Making.DECIDING);
        assertThat(directory.toFile().list()).containsExactly("m1.etcd");
        model.escape();
        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
    }

    @Test
    void forgetsWhatBelongsToAnotherDirectory() {
        RescueModel model = open(new DirectTaskRunner());
        model.begin();

        directories.chosen().set(Optional.empty());

        assertThat(model.phase().get()).isEqualTo(Making.CLOSED);
        assertThat(model.addition().get()).isEmpty();
    }

    private RescueModel open(TaskRunner runner) {
        directories.add(List.of(dataDir));
        return new RescueModel(recovery, TestTools.with(runner, new FakeDialogs()), new Activity(), directories,
                ledOn::incrementAndGet);
    }

    private void begin(RescueModel model, HeldTaskRunner runner) {
        model.begin();
        release(runner);
        model.target().path().set(out.toString());
        release(runner);
    }

    private static void release(HeldTaskRunner runner) {
        while (runner.isHolding()) {
            runner.release();
        }
    }
}
