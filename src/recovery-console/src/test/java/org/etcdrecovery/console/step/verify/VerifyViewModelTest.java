package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.etcdrecovery.console.connection.SecurityModel.Field;
import org.etcdrecovery.console.live.FakeLooks;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyViewModelTest {
    @TempDir
    Path directory;

    private final FakeDialogs dialogs = new FakeDialogs();
    private final HeldTaskRunner runner = new HeldTaskRunner();
    private Recovery recovery;
    private Strangers strangers;
    private VerifyViewModel model;

    @BeforeEach
    void restored() throws IOException {
        recovery = ThreeMembers.planned(directory);
        recovery.oldCluster().asking(ConnectionSettings.of(List.of()).withLogin(new Login("root", "secret")));
        strangers = FakeLooks.finding(recovery, Answers.of(new ClusterId(7)));
        model = new VerifyViewModel(recovery,
                TestTools.with(runner, dialogs.choosing(directory.resolve("report.html"))), strangers,
                TestTools.delivery(recovery));
        assertThat(model.outline().primary().isEnabled()).isFalse();
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));
    }

    @Test
    void beginsWithWhatThePlanAndTheOldClusterSay() {
        assertThat(model.connection().endpoints().get().split(", ")).hasSize(3);
        assertThat(model.connection().security().user().get()).isEqualTo("root");
        assertThat(model.outline().primary().text().get()).isEqualTo("Check the cluster");
        assertThat(model.outline().commands().getFirst().text()).contains("cluster prove", "--user root")
                .doesNotContain("secret");
        recovery.execution().savedPlan(recovery.acceptedPlan().orElseThrow(), Path.of("/srv/plan.json"));
        assertThat(model.outline().commands().getFirst().text()).contains("--plan /srv/plan.json");
    }

    @Test
    void saysWhatIsWrongWithTheEndpoints() {
        model.connection().endpoints().set("ftp://host");

        assertThat(model.problem().get()).contains("must be http, https, unix or unixs");
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void isStoppedAndCanBeAskedAgain() {
        model.outline().primary().fire();
        assertThat(model.outline().caption().get()).isEqualTo("Checking…");

        model.activity().cancel();
        runner.release();

        assertThat(model.failed().get()).hasValueSatisfying(failed -> assertThat(failed.cancelled()).isTrue());
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO);
        assertThat(model.outline().primary().text().get()).isEqualTo("Check again");
    }

    @Test
    void saysOfEachMemberWhatIsAwaited() {
        assertThat(model.waiting().rows()).hasSize(3)
                .allSatisfy(row -> assertThat(row.state()).isEqualTo(WaitingRow.State.AWAITED))
                .allSatisfy(row -> assertThat(row.words()).startsWith("no answer for"));
    }

    @Test
    void saysAtOnceThatAnotherClusterAnswers() {
        recovery.edit(builder -> builder.members(recovery.request()
                .get()
                .members()
                .stream()
                .map(member -> new MemberRequest(member.name(), member.peerUrls(),
                        member.name().equals("m2") ? List.of(Answers.ENDPOINT.url()) : member.clientUrls(),
                        member.dataDir(), member.walDir(), member.learner()))
                .toList()));
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), Instant.EPOCH, Instant.EPOCH));

        strangers.look();

        assertThat(model.waiting().rows()).filteredOn(WaitingRow::isStranger).singleElement().satisfies(row -> {
            assertThat(row.name()).isEqualTo("m2");
            assertThat(row.words()).startsWith("another cluster answers here");
        });
    }

    @Test
    void aResultIsMarkedBesideOtherEndpoints() {
        String planned = model.connection().endpoints().get();
        model.check();
        model.checks().add(new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "2 of 3", Outcome.FAILED, ""));
        assertThat(model.staleEndpoints()).isEmpty();

        model.connection().endpoints().set("https://192.0.2.1:2379");
        assertThat(model.staleEndpoints()).isPresent();
        model.connection().endpoints().set(planned);
        assertThat(model.staleEndpoints()).isEmpty();
    }

    @Test
    void aProofOfOtherEndpointsIsNotDone() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "");
        String planned = model.connection().endpoints().get();
        model.check();
        model.activity().cancel();
        runner.release();
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(answers)));
        model.checks().setAll(answers);
        assertThat(model.outline().caption().get()).isEqualTo("Proven");

        model.connection().endpoints().set("https://192.0.2.1:2379");
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.outline().caption().get()).isEqualTo("Changed, not checked again");
        assertThat(model.outline().primary().text().get()).isEqualTo("Check again");
        model.connection().endpoints().set(planned);
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
    }

    /** What waiting does not change is said at once, and not only after a minute. */
    @Test
    void saysWhyAMemberCannotBeAskedWhileItWaits() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        List<Endpoint> asked = Endpoint.readable(
                plan.members().stream().flatMap(member -> member.clientUrls().stream()).toList());
        ProbeReport report = new ProbeReport(List.of(failing(asked.get(0), Failure.Cause.NAME_NOT_COVERED),
                failing(asked.get(1), Failure.Cause.NAME_NOT_RESOLVED), failing(asked.get(2), Failure.Cause.REFUSED)));

        List<WaitingRow> rows = WaitingRow.of(plan, Optional.of(report), List.of(), Duration.ofSeconds(6),
                Texts.of("verify"));

        assertThat(rows).extracting(WaitingRow::state)
                .containsExactly(WaitingRow.State.HINDERED, WaitingRow.State.HINDERED, WaitingRow.State.AWAITED);
        assertThat(rows.get(0).words()).isEqualTo("It did not answer.");
        assertThat(rows.get(2).words()).isEqualTo("no answer for 6\u00a0s");
    }

    private static MemberProbe failing(Endpoint endpoint, Failure.Cause cause) {
        return MemberProbeBuilder.builder(Answers.failing(cause)).endpoint(endpoint).build();
    }

    @Test
    void isNotDoneWhileSomethingIsWrong() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck missing = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "2 of 3", Outcome.FAILED, "");
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(missing)));

        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().text().get()).isEqualTo("Check again");

        recovery.edit(builder -> builder.token("another"));
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void isNotDoneWhileAMemberOfAnotherClusterMayBeRunning() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "");
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(answers)));
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");

        strangers.look();

        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().text().get()).isEqualTo("Check again");
        model.report().save();
        runner.release();
        assertThat(directory.resolve("report.html")).content()
                .as("the report says what the window says")
                .contains(Texts.of("verify").get("stranger.title"), Answers.ENDPOINT.authority())
                .doesNotContain("Proven: ");
        assertThat(directory.resolve("report.json")).content().contains("\"otherClusters\"", "\"lastAnswer\"");
        assertThat(model.reported().getValue()).isTrue();
    }

    /** It is on the disk, and the operator is asked about a missing one at the end. */
    @Test
    void aSavedReportStaysSavedWhenAnotherServerAnswers() {
        recovery.oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "");
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(answers)));
        model.report().save();
        runner.release();
        assertThat(model.report().outdated().get()).isFalse();

        strangers.look();

        assertThat(model.report().outdated().get()).isTrue();
        assertThat(model.reported().getValue()).isTrue();
        assertThat(directory.resolve("report.html")).exists();
    }

    @Test
    void isProvenWithCareWhileAnOldMemberAnswersElsewhere() {
        recovery.oldCluster().asking(ConnectionSettings.of(List.of(Answers.ENDPOINT)));
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, "");
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true, List.of(answers)));

        strangers.look();

        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Proven; an old member answers");
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
        model.report().save();
        runner.release();
        assertThat(directory.resolve("report.html")).content()
                .contains("Proven, but the old cluster still answers", Answers.ENDPOINT.authority());
    }

    @Test
    void isProvenWithCareWhileAMemberThatWasLeftOutIsMissing() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution().delivered(new Delivered(List.of("m1", "m2"), List.of(), List.of("m3"), Map.of()));
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 2 others", "2 of 2", Outcome.PASSED, "");
        ProofCheck leftOut = new ProofCheck(Subject.LEFT_OUT, "to come later: m3", "not looked at", Outcome.SKIPPED,
                "");
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true,
                        List.of(answers, leftOut)));

        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Proven; a member is missing");
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
        assertThat(model.leftOut()).containsExactly("m3");
        assertThat(model.outline().commands().getFirst().text()).contains("--without m3");
    }

    @Test
    void aFailureIsOldOnceTheOtherClusterIsGone() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        ProofCheck missing = new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "2 of 3", Outcome.FAILED, "");
        strangers.look();
        recovery.execution()
                .proved(plan, new Proof(TestTools.NOW.minusSeconds(50), plan.clusterId().toString(), "", true,
                        List.of(missing)));
        assertThat(model.outdated()).isEmpty();

        recovery.execution().restored(recovery.execution().restored().get().orElseThrow());
        recovery.execution()
                .proved(plan, new Proof(TestTools.NOW.minusSeconds(50), plan.clusterId().toString(), "", true,
                        List.of(missing)));

        assertThat(strangers.seen().get()).isEmpty();
        assertThat(model.outdated()).contains(Duration.ofSeconds(50));
        model.check();
        assertThat(model.outdated()).isEmpty();
    }

    /** To start an old member after a restore would bring the lost cluster back. */
    @Test
    void doesNotRemindOfStartingOldMembers() {
        recovery.oldCluster()
                .beginChecklist(List.of(ChecklistItem.open(ChecklistItem.START_AGAIN, "Can you start them?"),
                        ChecklistItem.open("copy-directories", "Copy every data directory."),
                        ChecklistItem.open("disable-members", "Disable the old members.")));
        recovery.oldCluster().answered("disable-members", ChecklistItem.State.DONE);

        assertThat(model.openItems()).containsExactly("Copy every data directory.");
    }

    /** Its snapshot is restored and proven: no old member is to be left any more. */
    @Test
    void leavesOutNoOldMemberAfterTheRestore() {
        recovery.oldCluster()
                .beginChecklist(
                        List.of(ChecklistItem.open(ChecklistItem.DISABLE_MEMBERS,
                                "Disable them, but leave the one that answers.")));

        assertThat(model.openItems()).containsExactly("Disable all old members so that none rejoins.");
    }

    @Test
    void marksTheFieldOfAFileThatCannotBeRead() {
        model.connection().security().ca().set(directory.resolve("missing.crt").toString());
        model.outline().primary().fire();
        runner.release();

        assertThat(model.failed().get()).isPresent();
        assertThat(model.connection().security().problem(Field.CA).get()).contains("missing.crt");
        model.connection().security().ca().set("");
        assertThat(model.connection().security().problem(Field.CA).get()).isEmpty();
    }

    /** A run that can end, and how often it did. */
    private AtomicInteger proven() {
        AtomicInteger ended = new AtomicInteger();
        Wizard wizard = new Wizard(List.of(model));
        wizard.onFinish(ended::incrementAndGet);
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        recovery.execution().discardProof();
        recovery.execution()
                .proved(plan, new Proof(Instant.EPOCH, plan.clusterId().toString(), "", true,
                        List.of(new ProofCheck(Subject.MEMBERS_ANSWER, "all 3", "all 3", Outcome.PASSED, ""))));
        return ended;
    }

    /** Nothing else is left of a run that was ended. */
    @Test
    void offersTheReportOnceBeforeTheRunEnds() {
        AtomicInteger ended = proven();

        model.outline().primary().fire();
        assertThat(dialogs.asked()).containsExactly("End without a report of the last checks?");
        assertThat(ended).as("the operator goes back to the report").hasValue(0);

        model.outline().primary().fire();
        assertThat(dialogs.asked()).hasSize(1);
        assertThat(ended).hasValue(1);
    }

    @Test
    void endsAReportedRunWithoutAQuestion() {
        AtomicInteger ended = proven();
        model.report().save();
        runner.release();
        int before = dialogs.asked().size();

        model.outline().primary().fire();

        assertThat(dialogs.asked()).hasSize(before);
        assertThat(ended).hasValue(1);
    }

    @Test
    void theReportIsNamedAfterTheIncident() {
        model.report().incident().set(" INC/4711 (prod)");

        model.report().save();

        assertThat(dialogs.suggested()).isEqualTo("INC-4711-prod-recovery-2026-11-24.html");
    }

    @Test
    void namesPlannedMembersAndLeavesStrangers() {
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        String id = plan.members().getFirst().id().toString();
        ProofCheck check = new ProofCheck(Subject.MEMBERSHIP, id, id + ", 00000000000000ff", Outcome.PASSED, "");

        assertThat(new ProofValues(plan).seen(check)).isEqualTo("m1, `00000000000000ff`");
    }
}
