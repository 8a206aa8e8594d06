package org.etcdrecovery.console.step.safety.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.HeldTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.LeaseChoice;
import org.etcdrecovery.core.edit.LeaseEffect;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.ProblemCode;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyspaceModelTest {
    @TempDir
    private Path directory;

    private Recovery recovery;
    private KeyspaceModel model;

    @BeforeEach
    void open() throws IOException {
        recovery = TestTools.inspectedSample();
        model = new KeyspaceModel(recovery, TestTools.direct());
        model.follow();
    }

    @Test
    void looksAtTheLeasesOnlyWhenAsked() {
        assertThat(model.surveyed().get()).isEmpty();
        model.look();
        assertThat(model.surveyed().get().orElseThrow().leases()).hasSize(2);
        assertThat(recovery.request().get().keyspace()).isEmpty();
    }

    @Test
    void dropsAllLeasesOrOne() {
        model.drop(true);
        assertThat(keyspace().change().dropped().keys()).isEqualTo(13);
        LeaseEffect master = keyspace().leases().stream().filter(LeaseEffect::isMasterLease).findFirst().orElseThrow();
        model.drop(master.lease(), false);
        assertThat(keyspace().change().dropped().keys()).isEqualTo(12);
        model.drop(false);
        assertThat(recovery.request().get().keyspace()).isEmpty();
        assertThat(model.edit().get()).isEqualTo(KeyspaceEdit.NONE);
    }

    @Test
    void goesBackWithinWhatTheSnapshotHolds() {
        model.goTo(OptionalLong.of(3));
        assertThat(model.edit().get().asOf()).hasValue(131);
        model.goTo(OptionalLong.of(Long.MAX_VALUE));
        assertThat(model.edit().get().asOf()).hasValue(226);
        model.goTo(OptionalLong.of(150));
        assertThat(keyspace().change().takenKeys()).isEqualTo(20);
        assertThat(model.isPending()).isFalse();
    }

    /** A page that changes only when the focus leaves the field swallows the click that took the focus. */
    @Test
    void takesARevisionAsItIsTyped() {
        model.goTo(OptionalLong.of(226));
        for (String typed : List.of("1", "15", "x", "130", "227", "99999999999999999999")) {
            model.type(typed);
            assertThat(model.problem().get()).as(typed).isEqualTo("Enter a revision from 131 to 226");
            assertThat(model.revision().get()).as("as typed").isEqualTo(typed);
            assertThat(model.edit().get().asOf()).hasValue(226);
        }
        model.type("156");
        assertThat(model.problem().get()).isEmpty();
        assertThat(keyspace().edit().asOf()).hasValue(156);

        model.type("99");
        model.goTo(OptionalLong.empty());
        assertThat(model.problem().get()).isEmpty();
        assertThat(model.revision().get()).isEmpty();
        model.type("140");
        assertThat(model.edit().get()).as("the keyspace stays").isEqualTo(KeyspaceEdit.NONE);
    }

    @Test
    void passesOnWhatThePlanSays() {
        model.goTo(OptionalLong.of(150));
        assertThat(model.problems()).extracting(Problem::code)
                .containsExactly(ProblemCode.AS_OF, ProblemCode.AS_OF_WITHOUT_BUMP);
        recovery.edit(request -> request.revisionBump(1000).markCompacted(true));
        assertThat(model.problems()).extracting(Problem::code).containsExactly(ProblemCode.AS_OF);
    }

    @Test
    void decidesAnewForAnotherSnapshot() throws IOException {
        model.goTo(OptionalLong.of(150));
        Path other = Files.copy(TestTools.SAMPLE, directory.resolve("other.db"));
        recovery.choose(SnapshotChoice.ofFile(other));
        model.follow();
        recovery.inspected(Inspector.inspect(other, Progress.NONE, _ -> {}));
        model.follow();

        assertThat(model.edit().get()).isEqualTo(KeyspaceEdit.NONE);
        assertThat(recovery.request().get().keyspace()).isEmpty();
    }

    /** An inspection that begins again takes the decision out of the request; it must come back with the file. */
    @Test
    void aDecisionOutlivesAnotherInspectionOfTheSameFile() throws IOException {
        model.goTo(OptionalLong.of(150));
        recovery.forgetInspection();
        model.follow();
        assertThat(model.isPending()).isTrue();
        assertThat(recovery.request().get().keyspace()).isEmpty();

        recovery.inspected(Inspector.inspect(TestTools.SAMPLE, Progress.NONE, _ -> {}));
        model.follow();

        assertThat(model.edit().get().asOf()).hasValue(150);
        assertThat(keyspace().edit()).isEqualTo(model.edit().get());
        assertThat(model.isPending()).isFalse();
    }

    /** The page asks what becomes of keys without a lease only when going back. */
    @Test
    void whoStaysAtTheLastRevisionDropsNoKeysUnseen() {
        model.goTo(OptionalLong.of(150));
        model.dropLeased(true);
        model.goTo(OptionalLong.empty());

        assertThat(model.edit().get()).isEqualTo(KeyspaceEdit.NONE);
        assertThat(recovery.request().get().keyspace()).isEmpty();
    }

    @Test
    void aLookAtTheLeasesDoesNotStopTheSurveyOfADecision() {
        HeldTaskRunner runner = new HeldTaskRunner();
        model = new KeyspaceModel(recovery, TestTools.with(runner, new FakeDialogs()));
        model.follow();
        model.goTo(OptionalLong.of(150));
        model.look();
        runner.release();

        assertThat(model.failed().get()).isEmpty();
        assertThat(model.isPending()).isFalse();
        assertThat(keyspace().edit().asOf()).hasValue(150);
        assertThat(runner.isHolding()).isFalse();
    }

    @Test
    void createsLeasesAgainOrDropsTheirKeysButNotBoth() {
        model.recreate(true);
        assertThat(model.edit().get().leaseTtl()).hasValue(KeyspaceEdit.DEFAULT_TTL);
        model.dropLeased(true);
        assertThat(model.edit().get().leaseTtl()).isEmpty();
        assertThat(model.edit().get().dropLeased()).isTrue();
        model.recreate(true);
        assertThat(model.edit().get().dropLeased()).isFalse();
        model.recreate(false);
        assertThat(model.edit().get()).isEqualTo(KeyspaceEdit.NONE);
    }

    @Test
    void takesItsDecisionsUpAfterARestart() throws IOException {
        model.goTo(OptionalLong.of(150));
        model.drop(true);
        Recovery later = TestTools.inspectedSample();
        KeyspaceModel again = new KeyspaceModel(later, TestTools.direct());
        again.fill(model.form().orElseThrow());
        again.follow();

        assertThat(again.edit().get()).isEqualTo(model.edit().get());
        assertThat(later.request().get().keyspace()).contains(keyspace());
        assertThat(again.edit().get().leases()).isEqualTo(new LeaseChoice(true, Set.of()));
    }

    private EditedKeyspace keyspace() {
        return recovery.request().get().keyspace().orElseThrow();
    }
}
