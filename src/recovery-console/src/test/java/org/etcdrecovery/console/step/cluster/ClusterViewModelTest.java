package org.etcdrecovery.console.step.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.step.cluster.SampleCluster.THREE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.step.cluster.MemberRow.Remark;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.plan.ClusterIdentity;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.url.EtcdUrl;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterViewModelTest {
    private Recovery recovery;
    private ClusterViewModel model;
    private Path directory;

    @BeforeEach
    void open(@TempDir Path temporary) throws IOException {
        directory = temporary;
        recovery = TestTools.inspectedSample();
        model = SampleCluster.model(recovery, temporary);
    }

    @Test
    void beginsWithTheMembersOfTheSnapshot() {
        assertThat(model.table().forms()).singleElement().satisfies(member -> {
            assertThat(member.name()).isEqualTo("control-plane-1");
            assertThat(member.peerUrls()).isEqualTo("https://10.0.0.11:2380");
        });
        assertThat(model.table().rows().getFirst().oldId().get()).contains(new MemberId(0x21bcfdc42f162dc7L));
        assertThat(recovery.acceptedPlan()).isPresent();
    }

    @Test
    void asksForAddressesThatNobodyCanGuess() {
        model.table().resize(3);

        assertThat(model.table().rows()).hasSize(3);
        assertThat(model.table().rows().get(2).isWrong(Field.PEER_URLS)).isTrue();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Fix 2 problems in the members table");
    }

    @Test
    void givesMembersOnThisHostPortsOfTheirOwn() {
        model.table().paste("a=http://127.0.0.1:12380");
        model.table().resize(5);

        assertThat(recovery.request().get().members()).extracting(MemberRequest::peerUrls).doesNotHaveDuplicates();
        assertThat(recovery.request().get().members()).extracting(MemberRequest::clientUrls)
                .startsWith(List.of("http://127.0.0.1:12379"), List.of("http://127.0.0.1:22379"))
                .doesNotHaveDuplicates();
        assertThat(model.outline().primary().isEnabled()).isTrue();
    }

    @Test
    void computesTheIdsThatTheCoreComputes() throws Exception {
        assertThat(model.table().paste("--initial-cluster '" + THREE + "' \\")).isEmpty();

        MemberId first = ClusterIdentity.memberId(List.of(EtcdUrl.parse("http://10.0.1.1:2380")), model.token().get());
        assertThat(model.table().rows().getFirst().id().get()).contains(first);
        assertThat(model.notes().identity().get().now()).contains(recovery.acceptedPlan().orElseThrow().clusterId());
        assertThat(model.outline().commands()).as("one for every member")
                .hasSize(3)
                .allMatch(command -> command.text().startsWith("etcdutl snapshot restore"));
        assertThat(model.outline().commands()).as("in the order of the table")
                .satisfiesExactly(command -> assertThat(command.text()).contains("--name m1"),
                        command -> assertThat(command.text()).contains("--name m2"),
                        command -> assertThat(command.text()).contains("--name m3"));
    }

    @Test
    void theChosenPlaceComesBack() {
        model.place().set(WritePlace.HOSTS);
        ClusterForm form = model.form();
        model.place().set(WritePlace.HERE);

        model.fill(form);

        assertThat(recovery.execution().place().get()).isEqualTo(WritePlace.HOSTS);
        recovery.execution().write(WritePlace.HERE);
        assertThat(model.place().get()).isEqualTo(WritePlace.HERE);
    }

    /** A click on the dice makes another cluster: everything that was done for this one would be void. */
    @Test
    void aDrawnTokenCanBeUndone() {
        model.table().paste(THREE);
        String before = model.token().get();

        model.drawToken();
        model.drawToken();
        assertThat(model.token().get()).isNotEqualTo(before);
        model.table().undo();
        model.table().undo();

        assertThat(model.token().get()).isEqualTo(before);
        assertThat(model.table().rows()).as("the paste before it").hasSize(3);
    }

    @Test
    void refusesToPasteWhatIsNoInitialCluster() {
        assertThat(model.table().paste("nothing of the kind")).contains("nothing of the kind");
        assertThat(model.table().paste(THREE + ",m4=10.0.1.14:2380")).contains("m4=10.0.1.14:2380");
        assertThat(model.table().paste("=https://10.0.1.14:2380")).isPresent();
        assertThat(model.table().paste("m1=")).isPresent();
        assertThat(model.table().paste("")).contains("");
        assertThat(model.table().rows()).hasSize(1);
        assertThat(model.table().undoable().get()).isFalse();
    }

    @Test
    void undoesPresetsPasteAndRemoval() {
        var before = model.table().forms();
        model.table().resize(5);
        model.table().paste(THREE);
        var pasted = model.table().forms();
        model.table().remove(model.table().rows().getFirst());

        model.table().undo();
        assertThat(model.table().forms()).isEqualTo(pasted);
        model.table().undo();
        assertThat(model.table().rows()).hasSize(5);
        model.table().undo();
        assertThat(model.table().forms()).isEqualTo(before);
        assertThat(model.table().undoable().get()).isFalse();
    }

    @Test
    void marksADuplicateWhereItHasToChange() {
        model.table().paste(THREE.replace("1.3:", "1.2:"));

        assertThat(model.table().rows().get(1).remarks().get()).isEmpty();
        assertThat(model.table().rows().get(2).remarks().get()).singleElement().satisfies(remark -> {
            assertThat(remark.field()).isEqualTo(Field.PEER_URLS);
            assertThat(remark.text()).contains("m2 already has this peer URL");
        });
        assertThat(model.notes().identity().get().open()).isEqualTo("m3");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Fix 1 problem in the members table");
        assertThat(model.outline().caption().get()).isEqualTo("1 problem");
    }

    /** A number without the sentences it counts sends the operator looking for what is not there. */
    @Test
    void showsEveryProblemThatItCounts() {
        model.table().paste(THREE.replace("1.3:", "1.2:"));
        model.table().rows().get(2).clientUrls().set("127.0.0.1:43383");
        model.table().rows().get(0).clientUrls().set("ftp://10.0.1.1:2379");

        long shown = model.table()
                .rows()
                .stream()
                .flatMap(row -> row.remarks().get().stream())
                .filter(remark -> remark.severity() == Severity.REFUSAL)
                .count();
        assertThat(shown).isEqualTo(3);
        assertThat(model.table().rows().get(2).remarks().get()).extracting(Remark::text)
                .contains("127.0.0.1:43383 needs its scheme: write http://127.0.0.1:43383 or https://127.0.0.1:43383.");
        assertThat(model.outline().primary().reason().get()).isEqualTo("Fix 3 problems in the members table");
    }

    @Test
    void callsOnlyADrawnTokenNewAndRandom() {
        assertThat(model.tokenHint().getValue()).startsWith("New and random");
        model.token().set("night-7");
        assertThat(model.tokenHint().getValue()).doesNotContain("random");
        model.drawToken();
        assertThat(model.tokenHint().getValue()).startsWith("New and random");
    }

    @Test
    void letsClientUrlsFollowUntilTheyAreTyped() {
        MemberRow row = model.table().rows().getFirst();
        row.peerUrls().set("https://etcd-1:2380");
        assertThat(row.clientUrls().get()).isEqualTo("https://etcd-1:2379");

        row.clientUrls().set("https://other:1");
        row.peerUrls().set("https://etcd-2:2380");
        assertThat(row.clientUrls().get()).isEqualTo("https://other:1");
    }

    @Test
    void restoresOneAndKeepsTheOthersForLater() {
        model.table().paste(THREE);
        model.table().letOthersJoinLater();

        assertThat(recovery.request().get().members()).extracting(MemberRequest::name).containsExactly("m1");
        assertThat(recovery.laterMembers().get()).extracting(MemberRequest::name).containsExactly("m2", "m3");

        model.table().rows().get(2).peerUrls().set("http://10.0.1.1:2380");
        assertThat(model.table().rows().get(2).isWrong(Field.PEER_URLS)).isTrue();
        assertThat(model.outline().primary().isEnabled()).isFalse();
        assertThat(recovery.laterMembers().get()).isEmpty();
    }

    @Test
    void saysAtTheFieldWhatIsWrongWithIt() {
        model.writeInto().set("somewhere");
        model.owner().set("a:b:c");
        model.target().set(EtcdRelease.V3_4);

        assertThat(model.notes().writeProblem().get()).isNotEmpty();
        assertThat(model.notes().ownerProblem().get()).isNotEmpty();
        assertThat(model.notes().targetProblem().get()).contains("3.4");
        assertThat(model.table().rows().getFirst().remarks().get()).isEmpty();
        assertThat(model.outline().primary().reason().get()).isEqualTo("Fix 3 problems below the members table");
    }

    @Test
    void hasToBeDoneAgainForAnotherSnapshot() {
        model.outline().primary().fire();
        assertThat(model.outline().state().get()).isEqualTo(StepState.DONE);
        assertThat(model.outline().caption().get()).isEqualTo("1 new member");

        recovery.choose(SnapshotChoice.ofFile(directory.resolve("another.db")));
        assertThat(model.outline().state().get()).isEqualTo(StepState.TODO_AGAIN);
    }

    @Test
    void takesOverWhatWasTypedEarlier() throws IOException {
        model.table().paste(THREE);
        model.table().letOthersJoinLater();
        model.owner().set("etcd");
        var other = new ClusterViewModel(TestTools.inspectedSample(), TestTools.direct());
        other.fill(model.form());

        assertThat(other.form()).isEqualTo(model.form());
    }

    @Test
    void knowsTheOldClusterFromTheLogOfARescuedDirectory() {
        assertThat(model.notes().identity().get().old()).isEmpty();

        MemberDirectory dead = MemberDirectory.empty(directory, directory.resolve("db"), directory)
                .log(Optional.of(new LogFacts(new MemberId(0xa1), new ClusterId(0xc1), 2, MemberId.NONE, 5, 5, 2, 5,
                        LogFacts.End.WHOLE)))
                .build();
        recovery.rescued(new RankedMember("m1.etcd", dead, ""));

        assertThat(model.notes().identity().get().old()).contains(new ClusterId(0xc1));
    }

    @Test
    void knowsTheOldClusterFromTheManifestBesideTheFile() throws IOException {
        Path file = Files.copy(TestTools.SAMPLE, directory.resolve("saved.db"));
        String sha256 = recovery.facts().orElseThrow().hashes().sha256();
        Files.writeString(RecordedOrigin.manifestOf(file), """
                {"sha256": "%s", "time": "2026-11-24T21:00:00Z", "endpoint": "https://a:2379", "clusterId": "c2"}"""
                .formatted(sha256));
        recovery.choose(SnapshotChoice.ofFile(file));

        recovery.inspected(Inspector.inspect(file, Progress.NONE, _ -> {}));

        assertThat(model.notes().identity().get().old()).contains(new ClusterId(0xc2));
        assertThat(recovery.oldClusters()).containsExactly(new ClusterId(0xc2));
    }
}
