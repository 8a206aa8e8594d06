package org.etcdrecovery.console.step.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.etcdrecovery.console.recovery.KeyspaceForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.cluster.ClusterViewModel;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.widget.Tone;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetyViewModelTest {
    private Recovery recovery;
    private SafetyViewModel model;

    @BeforeEach
    void open() throws IOException {
        recovery = TestTools.inspectedSample();
        new ClusterViewModel(recovery, TestTools.direct());
        model = new SafetyViewModel(recovery, TestTools.direct());
    }

    @Test
    void bumpsAKubernetesKeyspaceUnlessToldOtherwise() {
        assertThat(recovery.request().get().revisionBump()).isEqualTo(1_000_000_000);
        assertThat(recovery.request().get().markCompacted()).isTrue();
        assertThat(model.notes().timeline().get().raised()).isEqualTo(1_000_000_226);

        model.outline().primary().fire();
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().caption().get()).isEqualTo("Bump by 1\u00a0000\u00a0000\u00a0000");

        model.bump().set(false);
        assertThat(recovery.request().get().revisionBump()).isZero();
        assertThat(recovery.request().get().markCompacted()).isFalse();
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
    }

    /** Picture 06 of the design; a bump costs nothing, and one that is too small cannot be corrected later. */
    @Test
    void offersTheSameAmountForEveryKeyspace(@TempDir Path directory) throws IOException {
        Recovery other = inspected(EtcdFile.usual().put("/config", "on").writeTo(directory));
        SafetyViewModel plain = new SafetyViewModel(other, TestTools.direct());

        assertThat(other.facts().orElseThrow().kubernetes()).isFalse();
        assertThat(plain.amount().get()).isEqualTo(model.amount().get()).isEqualTo(Quantities.number(1_000_000_000));
    }

    @Test
    void warnsOfStoredUsersWhileAuthenticationIsOff(@TempDir Path directory) throws IOException {
        Recovery left = inspected(EtcdFile.usual().role("reader").user("ops", "reader").writeTo(directory));
        SafetyViewModel open = new SafetyViewModel(left, TestTools.direct());
        assertThat(authentication(open).tone()).as("not read yet").isEqualTo(Tone.NEUTRAL);

        open.entered();

        assertThat(authentication(open).tone()).isEqualTo(Tone.WARNING);
        assertThat(authentication(open).what()).isEqualTo("off, although 1 user is stored");
        model.entered();
        assertThat(authentication(model).tone()).as("no users").isEqualTo(Tone.NEUTRAL);
    }

    private static CarriedContent authentication(SafetyViewModel of) {
        return of.carriedContents()
                .stream()
                .filter(content -> content.kind() == CarriedContent.Kind.AUTHENTICATION)
                .findFirst()
                .orElseThrow();
    }

    private static Recovery inspected(Path snapshot) throws IOException {
        Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
        recovery.choose(SnapshotChoice.ofFile(snapshot));
        recovery.inspected(Inspector.inspect(snapshot, Progress.NONE, _ -> {}));
        return recovery;
    }

    @Test
    void hasToBeDoneAgainForAnotherSnapshot() {
        model.outline().primary().fire();

        recovery.choose(SnapshotChoice.ofFile(Path.of("another.db")));

        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void takesNumbersAsTheyAreTyped() {
        model.amount().set("2,000 000");
        assertThat(recovery.request().get().revisionBump()).isEqualTo(2_000_000);

        model.amount().set("1.5");
        assertThat(model.notes().problem().get()).isNotEmpty();
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void saysAtTheFieldWhatDoesNotFit() {
        model.amount().set("99999999999999999999");

        assertThat(model.notes().problem().get()).contains("cannot be raised");
        assertThat(model.notes().code().get()).startsWith("plan.");
        assertThat(model.outline().primary().reason().get()).isNotEmpty();
    }

    @Test
    void warnsOfABumpThatFallsShortOfWhatWasSeen() {
        model.advisor().newest().set("5 000 000");
        model.amount().set("1 000");
        assertThat(model.notes().warning().get()).contains("4\u00a0999\u00a0775");
        assertThat(model.notes().code().get()).as("it is no problem of the plan").isEmpty();

        model.use(model.advisor().fromNewest().orElseThrow().amount());
        assertThat(model.notes().warning().get()).isEmpty();
    }

    @Test
    void tellsWhatTravelsAlong() {
        assertThat(model.carriedContents()).extracting(CarriedContent::kind)
                .containsExactly(CarriedContent.Kind.values());
        assertThat(model.carriedContents().getFirst().what()).startsWith("2 leases on ");
    }

    @Test
    void everythingOnThePageFollowsTheDecisions() {
        model.keyspace().drop(true);
        model.keyspace().goTo(OptionalLong.of(156));
        model.outline().primary().fire();

        CarriedContent leases = model.carriedContents().getFirst();
        assertThat(leases.what()).isEqualTo("none left");
        assertThat(leases.follows()).isEqualTo("2 leases with 7 keys dropped before the first start");
        assertThat(leases.tone()).isEqualTo(Tone.SUCCESS);
        assertThat(model.notes().timeline().get().asOf()).hasValue(156);
        assertThat(model.outline().caption().get())
                .isEqualTo("Back to 156. Bump by 1\u00a0000\u00a0000\u00a0000. Drops 2 leases");

        model.keyspace().drop(false);
        model.keyspace().goTo(OptionalLong.empty());

        assertThat(model.carriedContents().getFirst().what()).isEqualTo("2 leases on 13 keys");
        assertThat(model.notes().timeline().get().asOf()).isEmpty();
        assertThat(model.outline().caption().get()).isEqualTo("Bump by 1\u00a0000\u00a0000\u00a0000");
    }

    @Test
    void theCaptionSaysOfHowManyLeasesSomeAreDropped() {
        model.keyspace().drop(true);
        LeaseId one = model.keyspace().surveyed().get().orElseThrow().change().leases().getFirst().lease();
        model.keyspace().fill(new KeyspaceForm(List.of(one + "=drop"), 0, false, false));
        model.outline().primary().fire();

        assertThat(model.outline().caption().get()).endsWith(". Drops 1 of 2 leases");
    }

    @Test
    void aRevisionThatTheSnapshotDoesNotHoldLeadsNowhere() {
        model.keyspace().goTo(OptionalLong.of(150));
        model.keyspace().type("99");
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(model.prepare().reason()).as("it would be of another revision than the page says")
                .isEqualTo("Fix what is marked above first.");

        model.keyspace().type("156");
        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.prepare().reason()).isEmpty();
    }

    @Test
    void goesBackWithABump() {
        model.bump().set(false);
        model.keyspace().goTo(OptionalLong.of(150));
        assertThat(model.bump().get()).isTrue();
        assertThat(model.outline().primary().isEnabled()).isTrue();

        model.bump().set(false);
        assertThat(model.outline().primary().isEnabled()).isFalse();
    }

    @Test
    void doesNotBumpTwiceUnasked() throws IOException {
        Inspection found = Inspector.inspect(TestTools.SAMPLE, Progress.NONE, _ -> {});
        SnapshotFacts facts = found.facts().orElseThrow();
        SnapshotFacts bumped = SnapshotFactsBuilder.builder(facts)
                .revisions(new SnapshotFacts.Revisions(facts.revisions().last(), 226, true))
                .build();
        Recovery prepared = new Recovery(RunKind.RECOVER, TestTools.NOW);
        prepared.choose(SnapshotChoice.ofFile(TestTools.SAMPLE));
        prepared.inspected(Plain.inspection(found, bumped));
        SafetyViewModel again = new SafetyViewModel(prepared, TestTools.direct());

        assertThat(again.bump().get()).isFalse();
        assertThat(again.notes().warning().get()).isEmpty();
        again.bump().set(true);
        assertThat(again.notes().warning().get()).contains("already bumped");
    }

    @Test
    void keepsWhatWasDecidedAndNothingElse() throws IOException {
        assertThat(model.form().amount()).isEmpty();

        SafetyForm decided = new SafetyForm(false, "7", true);
        var other = new SafetyViewModel(TestTools.inspectedSample(), TestTools.direct());
        other.fill(decided);
        assertThat(other.form()).isEqualTo(decided);
    }
}
