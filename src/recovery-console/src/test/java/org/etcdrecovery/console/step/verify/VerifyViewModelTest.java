package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.connection.SecurityModel.Field;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.ProofCheck;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Outcome;
import org.etcdrecovery.core.cluster.prove.ProofCheck.Subject;
import org.etcdrecovery.core.plan.RestorePlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyViewModelTest {
    @TempDir
    private Path directory;
    private VerifyFixture verify;
    private VerifyViewModel model;

    @BeforeEach
    void restored() throws IOException {
        verify = new VerifyFixture(directory);
        model = verify.model();
    }

    @Test
    void beginsWithWhatThePlanAndTheOldClusterSay() {
        assertThat(model.connection().endpoints().get().split(", ")).hasSize(3);
        assertThat(model.connection().security().user().get()).isEqualTo("root");
        assertThat(model.outline().primary().text().get()).isEqualTo("Check the cluster");
        assertThat(model.outline().commands().getFirst().text()).contains("cluster prove", "--user root")
                .doesNotContain("secret");
        verify.recovery().execution().savedPlan(verify.plan(), Path.of("/srv/plan.json"));
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
        verify.runner().release();

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
    void aResultIsMarkedBesideOtherEndpoints() {
        String planned = model.connection().endpoints().get();
        model.check();
        model.checks().add(VerifyFixture.ONE_MISSING);
        assertThat(model.staleEndpoints()).isEmpty();

        model.connection().endpoints().set("https://192.0.2.1:2379");
        assertThat(model.staleEndpoints()).isPresent();
        model.connection().endpoints().set(planned);
        assertThat(model.staleEndpoints()).isEmpty();
    }

    @Test
    void aProofOfOtherEndpointsIsNotDone() {
        String planned = model.connection().endpoints().get();
        model.check();
        model.activity().cancel();
        verify.runner().release();
        verify.proves(VerifyFixture.ALL_ANSWER);
        model.checks().setAll(VerifyFixture.ALL_ANSWER);
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
        RestorePlan plan = verify.plan();
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
        verify.proves(VerifyFixture.ONE_MISSING);

        assertThat(model.outline().state().get()).isEqualTo(StepState.FAILED);
        assertThat(model.outline().primary().text().get()).isEqualTo("Check again");

        verify.recovery().edit(builder -> builder.token("another"));
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void isProvenWithCareWhileAMemberThatWasLeftOutIsMissing() {
        verify.recovery().execution().delivered(new Delivered(List.of("m1", "m2"), List.of(), List.of("m3"), Map.of()));
        ProofCheck answers = new ProofCheck(Subject.MEMBERS_ANSWER, "all 2 others", "2 of 2", Outcome.PASSED, "");
        ProofCheck leftOut = new ProofCheck(Subject.LEFT_OUT, "to come later: m3", "not looked at", Outcome.SKIPPED,
                "");
        verify.proves(answers, leftOut);

        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        assertThat(model.outline().caption().get()).isEqualTo("Proven; a member is missing");
        assertThat(model.outline().primary().text().get()).isEqualTo("Done");
        assertThat(model.leftOut()).containsExactly("m3");
        assertThat(model.outline().commands().getFirst().text()).contains("--without m3");
    }

    /** To start an old member after a restore would bring the lost cluster back. */
    @Test
    void doesNotRemindOfStartingOldMembers() {
        verify.recovery()
                .oldCluster()
                .beginChecklist(List.of(ChecklistItem.open(ChecklistItem.START_AGAIN, "Can you start them?"),
                        ChecklistItem.open("copy-directories", "Copy every data directory."),
                        ChecklistItem.open("disable-members", "Disable the old members.")));
        verify.recovery().oldCluster().answered("disable-members", ChecklistItem.State.DONE);

        assertThat(model.remaining()).anyMatch(line -> line.startsWith("Copy every old data directory"))
                .noneMatch(line -> line.contains("start them") || line.contains("disable"));
    }

    /** Its snapshot is restored and proven: no old member is to be left any more. */
    @Test
    void leavesOutNoOldMemberAfterTheRestore() {
        verify.recovery()
                .oldCluster()
                .beginChecklist(
                        List.of(ChecklistItem.open(ChecklistItem.DISABLE_MEMBERS,
                                "Disable them, but leave the one that answers.")));

        assertThat(model.remaining()).noneMatch(line -> line.contains("the one that answers"))
                .contains("Keep the old members from coming back: disable their services, but not what starts the new"
                        + " members.");
    }

    @Test
    void marksTheFieldOfAFileThatCannotBeRead() {
        model.connection().security().ca().set(directory.resolve("missing.crt").toString());
        model.outline().primary().fire();
        verify.runner().release();

        assertThat(model.failed().get()).isPresent();
        assertThat(model.connection().security().problem(Field.CA).get()).contains("missing.crt");
        model.connection().security().ca().set("");
        assertThat(model.connection().security().problem(Field.CA).get()).isEmpty();
    }
}
