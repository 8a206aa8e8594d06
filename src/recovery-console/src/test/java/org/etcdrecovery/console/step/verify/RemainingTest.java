package org.etcdrecovery.console.step.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.live.Strangers;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.MemberProbeBuilder;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.cluster.prove.Proof;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessor;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where members were delivered over SSH, the old services start the new cluster: nothing may say to stop or disable them. */
class RemainingTest {
    private static final ClusterId OLD = new ClusterId(7);

    private final FakeDoor door = new FakeDoor();
    private final FakeDialogs dialogs = new FakeDialogs().goingAhead().choosing(Path.of("/srv/fresh.db"));
    private final Activity activity = new Activity();
    private Recovery recovery;
    private Strangers strangers;
    private DeliverySteps steps;
    private HostsModel hosts;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        recovery.edit(builder -> builder.token("fresh")
                .members(IntStream.rangeClosed(1, 3).mapToObj(RemainingTest::planned).toList()));
        recovery.oldCluster()
                .beginChecklist(List.of(ChecklistItem.START_AGAIN, ChecklistItem.STOP_WRITERS,
                        ChecklistItem.DISABLE_MEMBERS, ChecklistItem.COPY_DIRECTORIES)
                        .stream()
                        .map(id -> ChecklistItem.open(id, id))
                        .toList());
        recovery.execution()
                .restored(Plain.restored(recovery.acceptedPlan().orElseThrow(),
                        new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW, TestTools.NOW));
        recovery.execution()
                .proved(recovery.acceptedPlan().orElseThrow(), new Proof(TestTools.NOW, "", "", true, List.of()));
        strangers = TestTools.strangers(recovery);
        StepTools tools = TestTools.with(new DirectTaskRunner(), dialogs);
        steps = new DeliverySteps(new DeliveryModel(recovery, tools, door));
        hosts = new HostsModel(recovery, tools, steps, activity,
                () -> Optional.of(ConnectionSettings.of(List.of(Answers.ENDPOINT))), Optional::empty);
    }

    private static MemberRequest planned(int number) {
        return new MemberRequest("m" + number, List.of("https://192.0.2." + number + ":2380"),
                List.of("https://192.0.2." + number + ":2379"), Optional.of(Path.of("/srv/m" + number + ".etcd")),
                Optional.empty(), false);
    }

    /** The old cluster had as many members, on hosts of the same numbers. */
    private void old(int members) {
        List<Member> all = IntStream.rangeClosed(1, members)
                .mapToObj(number -> new Member(new MemberId(number), "m" + number,
                        List.of("http://192.0.2." + number + ":2380"), List.of(), false))
                .toList();
        MemberProbe row = MemberProbeBuilder.builder(Answers.of(OLD))
                .list(Optional.of(new MemberList(OLD, all)))
                .build();
        ProbeReport report = new ProbeReport(List.of(row));
        recovery.askedMembers(report,
                QuorumAssessor.assess(report, ConnectionSettings.of(List.of(Answers.ENDPOINT))));
    }

    private void activate() {
        steps.model().way().set(Way.OVER_SSH);
        steps.model().check(activity);
        steps.stage(activity);
        steps.activate(activity);
    }

    private List<String> lines() {
        return new Remaining(recovery, hosts, strangers).lines();
    }

    @Test
    void saysToStopNothingThatWasDelivered() {
        old(3);
        activate();
        assertThat(lines()).as("clients are kept out").hasSize(6);
        assertThat(lines().getFirst()).startsWith("Stop what still writes before clients may use the new cluster");
        assertThat(lines().get(1)).startsWith("Let clients in");

        hosts.open();
        assertThat(lines()).as("they are in").hasSize(4);
        assertThat(lines().getFirst()).isEqualTo("Save a fresh snapshot of the new cluster.");
        assertThat(lines().getLast()).startsWith("Keep the old directories that were moved aside");
    }

    @Test
    void aSnapshotThatIsSavedRemainsNoMore() {
        old(3);
        activate();
        hosts.open();
        hosts.saveFresh();
        assertThat(lines()).noneMatch(line -> line.contains("snapshot"));
        hosts.clean();
        assertThat(steps.aside()).isEmpty();
        assertThat(lines()).as("not even once the old directories are gone")
                .hasSize(2)
                .noneMatch(line -> line.contains("snapshot") || line.contains("old directories"));
        assertThat(steps.fresh().get()).isEmpty();
    }

    @Test
    void namesTheOldMembersOnHostsThatNothingWasDeliveredTo() {
        old(5);
        activate();
        hosts.open();
        assertThat(lines()).contains(
                "Keep the old etcd of m4, m5 from coming back: nothing was delivered to their hosts, so they would answer"
                        + " with the old data.",
                "Copy the old data directory of m4, m5 while no etcd uses it.");
        recovery.oldCluster().answered(ChecklistItem.DISABLE_MEMBERS, ChecklistItem.State.DONE);
        assertThat(lines()).noneMatch(line -> line.contains("coming back"));
    }

    @Test
    void namesAMemberThatWasLeftOutOnce() {
        old(3);
        steps.model().rows().getLast().fields().chosen().set(false);
        steps.model().rows().getLast().fields().gone().set(true);
        activate();
        assertThat(door.states("m3")).containsExactly(HostState.NOTHING);
        assertThat(lines()).filteredOn(line -> line.contains("m3"))
                .singleElement()
                .asString()
                .startsWith("Keep the old etcd of m3 from coming back");
    }

    @Test
    void byHandTheServicesOfTheNewMembersStay() {
        assertThat(lines()).contains(
                "Keep the old members from coming back: disable their services, but not what starts the new members.",
                "Copy every old data directory that is still in its place, while no etcd uses it.",
                "Keep the old directories for a while, and let no member start from them.");
    }
}
