package org.etcdrecovery.console.step.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.source.cluster.MemberRow;
import org.etcdrecovery.console.step.source.cluster.QuorumDot;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment.Verdict;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real three-member cluster that loses one member, and then another. */
class SourceClusterTest {
    @TempDir
    private Path directory;

    @Test
    void followsAClusterDownToItsLastMember() {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 3)) {
            Recovery recovery = new Recovery(RunKind.RECOVER, TestTools.NOW);
            SourceViewModel model = new SourceViewModel(recovery, TestTools.direct());
            model.connection().endpoints().set(endpoints(cluster));

            model.outline().primary().fire();
            assertThat(verdict(model)).contains(Verdict.HEALTHY);
            assertThat(model.endpoints().rows()).extracting(MemberRow::name).containsExactly("m1", "m2", "m3");
            assertThat(model.endpoints().dots()).allMatch(QuorumDot::there);
            assertThat(model.outline().primary().reason().get()).as("a rollback wants a decision").isNotEmpty();
            assertThat(model.outline().isPassed()).isFalse();
            model.understand(true);
            assertThat(model.outline().primary().isEnabled()).isTrue();
            assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);

            cluster.member(2).kill();
            model.endpoints().connect();
            assertThat(verdict(model)).contains(Verdict.DEGRADED);
            assertThat(model.understood().get()).as("said of another state").isFalse();
            assertThat(recovery.oldCluster().checklist().get()).isEmpty();
            assertThat(recovery.oldCluster().assessment().get().orElseThrow().steps())
                    .anyMatch(step -> step.command().contains("member remove"));

            cluster.member(1).kill();
            model.endpoints().connect();
            assertLost(model, recovery);
        }
    }

    @Test
    void showsAMemberThatWasNeverStarted() {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            cluster.etcdctl().run("member", "add", "m2", "--learner", "--peer-urls=http://127.0.0.1:1").ok();
            SourceViewModel model = new SourceViewModel(new Recovery(RunKind.RECOVER, TestTools.NOW),
                    TestTools.direct());
            model.connection().endpoints().set(endpoints(cluster));

            model.outline().primary().fire();

            MemberRow added = model.endpoints().rows().getLast();
            assertThat(added.key()).as("it has neither a name nor a client URL").contains("127.0.0.1:1");
            assertThat(added.state()).isEqualTo("not started");
            assertThat(model.endpoints().dots()).extracting(QuorumDot::words).contains("not started");
        }
    }

    private static void assertLost(SourceViewModel model, Recovery recovery) {
        assertThat(verdict(model)).contains(Verdict.LOST);
        assertThat(model.decision().get()).isEqualTo(Decision.NONE);
        assertThat(model.outline().caption().get()).isEqualTo("Quorum lost, m1 answers");
        assertThat(model.endpoints().rows()).extracting(MemberRow::state)
                .containsExactly("answers", "refused", "refused");
        assertThat(model.endpoints().dots()).extracting(QuorumDot::there).containsExactly(true, false, false);
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Snapshot");
        assertThat(model.outline().primary().isEnabled()).isTrue();
        assertThat(model.outline().commands()).extracting(Command::text)
                .satisfiesExactly(etcdctl -> assertThat(etcdctl).startsWith("etcdctl endpoint status"),
                        own -> assertThat(own).startsWith("etcd-recovery cluster assess"));
        List<ChecklistItem> items = model.damage().items();
        assertThat(model.damage().words(items.getFirst())).contains("m2 or m3");
        assertThat(items).allMatch(item -> !model.damage().commands(item).isEmpty());
        assertThat(model.outline().state().get()).isEqualTo(StepState.ATTENTION);
        items.forEach(item -> recovery.oldCluster().answered(item.id(), ChecklistItem.State.SKIPPED));
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.endpoints().staleEndpoints()).isEmpty();
        model.connection().security().serverName().set("other");
        assertThat(model.endpoints().staleEndpoints()).as("the answers are of another connection").isPresent();
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
        assertThat(model.outline().primary().text().get()).isEqualTo("Connect");
        assertThat(recovery.oldCluster().report().get()).isPresent();
    }

    @Test
    void takesASnapshotOfAHealthyClusterWithoutADecisionAndSaysWhatALoginLacks() {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            cluster.etcdctl().run("user", "add", "root:secret").ok();
            cluster.etcdctl().run("user", "grant-role", "root", "root").ok();
            cluster.etcdctl().run("auth", "enable").ok();
            SourceViewModel model = new SourceViewModel(new Recovery(RunKind.SAVE, TestTools.NOW),
                    TestTools.direct());
            model.connection().endpoints().set(endpoints(cluster));
            model.connection().security().user().set("root");
            assertThat(model.outline().primary().reason().get()).isEqualTo("Enter the password of root");

            model.connection().security().password().set("wrong");
            model.outline().primary().fire();
            assertThat(model.endpoints().rows()).singleElement()
                    .satisfies(row -> assertThat(row.state()).isEqualTo("wrong password"));

            model.connection().security().password().set("secret");
            model.outline().primary().fire();
            assertThat(verdict(model)).contains(Verdict.HEALTHY);
            assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
            assertThat(model.outline().primary().isEnabled()).isTrue();
            assertThat(model.form().toString()).contains("root").doesNotContain("secret");
            model.connection().security().user().set("root:secret");
            assertThat(model.form().toString()).contains("root").doesNotContain("secret");
            assertThat(model.connection().settings().get()).as("so there is no command with it").isEmpty();
            assertThat(model.outline().commands().toString()).doesNotContain("secret");
        }
    }

    private static String endpoints(RealCluster cluster) {
        return cluster.members()
                .stream()
                .map(member -> member.member().clientUrl().toString())
                .collect(Collectors.joining(", "));
    }

    private static Optional<Verdict> verdict(SourceViewModel model) {
        return model.endpoints().assessment().get().map(QuorumAssessment::verdict);
    }
}
