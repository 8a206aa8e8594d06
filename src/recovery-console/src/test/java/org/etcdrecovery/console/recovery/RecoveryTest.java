package org.etcdrecovery.console.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.value.WritableValue;
import javafx.collections.ObservableList;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.contents.compare.Summary;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.PlanResult;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.RecoveryReport.HandedCommand;
import org.etcdrecovery.core.report.RestoreLoss;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
    private Recovery recovery;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.token("t")
                .members(List.of(MemberRequest.voter("m1", List.of("http://10.0.0.1:2380"), Path.of("/srv/m1.etcd")))));
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution()
                .restored(Plain.restored(plan, new RestoreResult(List.of(), 0, 0, true, plan.revisions().last(),
                        plan.hashKv()), TestTools.NOW, TestTools.NOW));
    }

    /** The plan is what is reviewed, and the command makes the same one. */
    @Test
    void thePlanKeepsWhatTheManifestWarnsOf(@TempDir Path directory) throws IOException {
        Path file = Files.copy(TestTools.SAMPLE, directory.resolve("saved.db"));
        Files.writeString(RecordedOrigin.manifestOf(file), """
                {"sha256": "%s", "time": "2026-11-24T21:00:00Z", "endpoint": "https://a:2379", "hadLeader": false}"""
                .formatted(recovery.facts().orElseThrow().hashes().sha256()));
        recovery.choose(SnapshotChoice.ofFile(file));
        recovery.inspected(Inspector.inspect(file, Progress.NONE, _ -> {}));

        assertThat(recovery.acceptedPlan().orElseThrow().warnings()).anyMatch(text -> text.contains("may lack"));
    }

    /** A change that is taken back makes nothing void. */
    @Test
    void everythingThatFollowedARestoreIsValidAgainWithItsPlan() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        Proof proof = new Proof(TestTools.NOW, plan.clusterId().toString(), "", true, List.of());
        recovery.execution().handOver(List.of(new HandedCommand("m1", "Start it", "etcd")));
        recovery.execution().proved(plan, proof);

        recovery.edit(builder -> builder.token("other"));
        assertThat(recovery.execution().proof().get()).isEmpty();
        recovery.edit(builder -> builder.token("third"));
        recovery.edit(builder -> builder.token("t"));

        assertThat(recovery.execution().restored().get()).isPresent();
        assertThat(recovery.execution().proof().get()).contains(proof);
        assertThat(recovery.execution().handedOver().get()).hasSize(1);
    }

    @Test
    void forgetsWhatWasWrittenWhenTheRequestChanges() {
        recovery.edit(builder -> builder.token("other"));

        assertThat(recovery.execution().restored().get()).isEmpty();
        assertThat(recovery.acceptedPlan()).map(RestorePlan::token).contains("other");
    }

    @Test
    void keepsWhatWasWrittenWhenNothingChanges() {
        recovery.edit(builder -> builder.token("t"));

        assertThat(recovery.execution().restored().get()).isPresent();
    }

    @Test
    void forgetsAllThatFollowsFromAnotherFile() {
        recovery.edit(builder -> builder.skipHashCheck(true));
        recovery.choose(SnapshotChoice.ofFile(Path.of("/var/backups/other.db")));

        assertThat(recovery.inspection().get()).isEmpty();
        assertThat(recovery.plan().get()).isEmpty();
        assertThat(recovery.execution().restored().get()).isEmpty();
        assertThat(recovery.request().get().skipHashCheck()).as("a consent is for one file").isFalse();
        assertThat(recovery.request().get().members()).as("what was typed").hasSize(1);
    }

    @Test
    void whatRestoringLosesIsReportedForThisFileOnly() {
        SnapshotName file = recovery.snapshot().get().orElseThrow().name();
        recovery.compared(loss(SnapshotName.of(Path.of("/other.db"))));
        assertThat(Plain.report(Instant.EPOCH, recovery).loss()).isEmpty();

        recovery.compared(loss(file));
        assertThat(Plain.report(Instant.EPOCH, recovery).loss()).isPresent();

        recovery.choose(SnapshotChoice.ofFile(Path.of("/var/backups/other.db")));
        assertThat(Plain.report(Instant.EPOCH, recovery).loss()).isEmpty();
    }

    /** What clients wrote to the new cluster is no loss. */
    @Test
    void aComparisonAfterTheProofIsNoLoss() {
        SnapshotName file = recovery.snapshot().get().orElseThrow().name();
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution().leaveToHosts(new DeliveredPlan(plan, Instant.EPOCH, false));
        recovery.execution().proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of()));

        recovery.compared(loss(file));

        assertThat(Plain.report(Instant.EPOCH, recovery).loss()).isEmpty();
    }

    private static RestoreLoss loss(SnapshotName of) {
        return new RestoreLoss(of, 1, SnapshotName.of(Path.of("/db")), 2, new Summary(1, 0, 0, 0, 0, 0), List.of(), 0,
                List.of());
    }

    @Test
    void aConsentGoesIntoPlanAndReport(@TempDir Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(TestTools.SAMPLE);
        bytes[bytes.length - 1] ^= 1;
        Path file = Files.write(directory.resolve("changed.db"), bytes);
        recovery.choose(SnapshotChoice.ofFile(file));
        recovery.inspected(Inspector.inspect(file, Progress.NONE, _ -> {}));
        assertThat(recovery.acceptedPlan()).isEmpty();

        recovery.edit(builder -> builder.skipHashCheck(true));

        assertThat(recovery.acceptedPlan().orElseThrow().accepted()).containsExactly(ProblemCode.HASH_WRONG);
        assertThat(Plain.report(TestTools.NOW, recovery).allConsents()).singleElement()
                .asString()
                .contains("(hash.wrong)");
    }

    @Test
    void saysAllThatSpeaksAgainstARequest() {
        recovery.edit(builder -> builder.members(List.of(MemberRequest.voter("", List.of("nonsense"), Path.of("")))));

        assertThat(recovery.acceptedPlan()).isEmpty();
        assertThat(recovery.plan().get().map(PlanResult::problems).orElseThrow()).hasSizeGreaterThan(2);
    }

    @Test
    void choosesTheSameFileWithoutConsequence() {
        recovery.choose(recovery.snapshot().get().orElseThrow());

        assertThat(recovery.inspection().get()).isPresent();
        assertThat(recovery.execution().restored().get()).isNotEqualTo(Optional.empty());
    }

    @Test
    void setsTheFileAsideWhileAnotherSourceIsLookedAt() {
        SnapshotChoice file = recovery.snapshot().get().orElseThrow();
        recovery.chooseSource(SourceKind.ENDPOINTS);
        assertThat(recovery.snapshot().get()).isEmpty();
        assertThat(recovery.inspection().get()).isEmpty();
        assertThat(recovery.execution().restored().get()).isEmpty();

        recovery.chooseSource(SourceKind.FILE);

        assertThat(recovery.snapshot().get()).contains(file);
        assertThat(recovery.inspection().get()).isPresent();
        assertThat(recovery.execution().restored().get()).isPresent();
    }

    @Test
    void aFileAlwaysComesFromTheSource() {
        recovery.choose(new SnapshotChoice(Path.of("/srv/m1/member/snap/db"), SourceKind.DIRECTORY, "m1",
                Optional.empty(), "", Optional.empty()));

        assertThat(recovery.source().get()).isEqualTo(SourceKind.DIRECTORY);
    }

    @Test
    void whatWasSaidOfOneClusterDoesNotCountForTheNext() {
        asked(1);
        recovery.oldCluster().beginChecklist(List.of(ChecklistItem.open("stop-writers", "Stop what writes.")));
        recovery.oldCluster().answered("stop-writers", ChecklistItem.State.DONE);
        asked(1);
        assertThat(recovery.oldCluster().checklist().get()).as("the same cluster")
                .extracting(ChecklistItem::state)
                .containsExactly(ChecklistItem.State.DONE);

        asked(2);

        assertThat(recovery.oldCluster().checklist().get()).isEmpty();
    }

    @Test
    void whatWasSaidBeforeARestartDoesNotCountForAnotherCluster() {
        recovery.oldCluster().beginChecklist(List.of(ChecklistItem.open("stop-writers", "Stop what writes.")));
        recovery.oldCluster()
                .resumeChecklist(Optional.of(new ClusterId(1)), Map.of("stop-writers", ChecklistItem.State.DONE));
        asked(1);
        assertThat(recovery.oldCluster().checklist().get()).isNotEmpty();

        asked(2);

        assertThat(recovery.oldCluster().checklist().get()).isEmpty();
    }

    private void asked(long cluster) {
        ProbeReport report = new ProbeReport(List.of(Answers.of(new ClusterId(cluster))));
        recovery.askedMembers(report, QuorumAssessor.assess(report, ConnectionSettings.of(List.of(Answers.ENDPOINT))));
    }

    /** What a change makes invalid is decided here alone. */
    @Test
    void handsOutNothingThatCanBeSet() throws ReflectiveOperationException {
        for (Method method : Recovery.class.getMethods()) {
            if (method.getParameterCount() == 0 && method.getDeclaringClass() == Recovery.class
                    && method.getReturnType() != void.class) {
                assertThat(method.invoke(recovery)).as(method.getName())
                        .isNotInstanceOfAny(WritableValue.class, ObservableList.class);
            }
        }
    }
}
