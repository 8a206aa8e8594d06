package org.etcdrecovery.console.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryModel.Way;
import org.etcdrecovery.console.deliver.DeliveryStanding.Action;
import org.etcdrecovery.console.deliver.HostCondition.Mood;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.Delivered;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Recovery.Restored;
import org.etcdrecovery.console.recovery.Timeline;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.settings.Profile;
import org.etcdrecovery.console.shell.StepId;
import org.etcdrecovery.console.shell.StepOutline;
import org.etcdrecovery.console.shell.StepState;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.start.deliver.DeliverViewModel;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostState;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.plan.MemberRequest;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryModelTest {
    private final FakeDoor door = new FakeDoor();
    private final Activity activity = new Activity();
    private Recovery recovery;
    private DeliveryModel model;
    private DeliverySteps steps;

    @BeforeEach
    void restored() throws IOException {
        recovery = TestTools.inspectedSample();
        model = new DeliveryModel(recovery, TestTools.direct(), door);
        steps = new DeliverySteps(model);
        model.follow(activity);
        recovery.edit(builder -> builder.token("fresh").members(List.of(member(1), member(2), member(3))));
        restore();
        model.way().set(Way.OVER_SSH);
    }

    private void restore() {
        recovery.restored(new Restored(recovery.acceptedPlan().orElseThrow(),
                new RestoreResult(List.of(), 0, 0, true, 0, 0), TestTools.NOW, TestTools.NOW));
    }

    private static MemberRequest member(int number) {
        return new MemberRequest("m" + number, List.of("https://192.0.2." + number + ":2380"),
                List.of("https://192.0.2." + number + ":2379"), Optional.of(Path.of("/srv/m" + number + ".etcd")),
                Optional.empty(), false);
    }

    private HostRow row(int number) {
        return model.rows().get(number - 1);
    }

    private String word(int number) {
        return row(number).condition().get().word();
    }

    private DeliveryStanding standing() {
        return DeliveryStanding.of(model.facts());
    }

    @Test
    void theNextRunOverTheSameProfileBeginsWhereTheMembersAre() {
        StepTools tools = TestTools.direct();
        tools.memory().update(settings -> settings.withProfile(new Profile("prod", ConnectionForm.EMPTY)));
        ProfileHosts hosts = new ProfileHosts(tools.memory(), () -> Optional.of("prod"));
        DeliveryModel first = new DeliveryModel(recovery, tools, door, hosts);
        first.rows().get(0).address().set("ssh://root@etcd-a:22/srv/etcd");
        first.rows().get(1).service().set(ServiceKind.STATIC_POD);
        first.rows().get(2).chosen().set(false);
        assertThat(hosts.known()).as("nothing was reached yet").isEmpty();

        first.check(activity);

        assertThat(hosts.known()).containsOnlyKeys("m1", "m2");
        DeliveryModel next = new DeliveryModel(recovery, tools, door, hosts);
        assertThat(next.rows().get(0).target().orElseThrow().destination())
                .hasToString("ssh://root@etcd-a:22/srv/etcd");
        assertThat(next.rows().get(1).service().get()).isEqualTo(ServiceKind.STATIC_POD);
        assertThat(next.rows().get(1).unit().get()).isEqualTo("/etc/kubernetes/manifests/etcd.yaml");
        assertThat(next.rows().get(2).chosen().get()).as("what is left out in one run is not in the next").isTrue();
    }

    /** The fields say it, before any host is asked. */
    @Test
    void twoMembersInOnePlaceAreMarkedAtTheirFields() {
        row(1).address().set("root@ETCD-a");
        row(2).address().set("ssh://etcd-A/var/lib//etcd/");
        row(2).directory().set("/elsewhere");

        assertThat(row(1).directoryProblem()).isEqualTo(
                "m2 goes to this directory of this host, too. Each member needs its own.");
        assertThat(row(2).directoryProblem()).startsWith("m1 goes");
        assertThat(row(3).directoryProblem()).isEmpty();
        assertThat(standing().primary().reason()).isEqualTo("Fix what is marked in the table first");
        assertThat(door.asked()).isEmpty();

        row(2).address().set("etcd-a:2222");
        row(2).directory().set("/var/lib/etcd");
        assertThat(row(1).directoryProblem()).as("another port may be another host").isEmpty();
        row(2).address().set("etcd-a");
        row(2).chosen().set(false);
        assertThat(row(1).directoryProblem()).as("the other one is left out").isEmpty();
        row(2).chosen().set(true);
        row(2).directory().set("/srv/etcd");
        assertThat(row(1).directoryProblem() + row(2).directoryProblem()).isEmpty();
        assertThat(standing().primary().reason()).isEmpty();
    }

    /** The run is saved when the step ends, and the console may be killed right after. */
    @Test
    void whatHappenedIsKnownWhenTheStepEnds() {
        List<List<Timeline.What>> atEnds = new ArrayList<>();
        model.running().subscribe((_, now) -> {
            if (now.isEmpty()) {
                atEnds.add(recovery.timeline().events().stream().map(Timeline.Event::what).toList());
            }
        });

        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);

        assertThat(atEnds).endsWith(List.of(Timeline.What.STAGED),
                List.of(Timeline.What.STAGED, Timeline.What.ACTIVATED));
    }

    @Test
    void keepsWhatWasTypedWhenAnotherPlanIsMade() {
        row(1).address().set("root@etcd-a");
        row(2).chosen().set(false);

        recovery.edit(builder -> builder.token("another"));
        assertThat(model.rows()).isEmpty();
        restore();

        assertThat(row(1).address().get()).isEqualTo("root@etcd-a");
        assertThat(row(2).chosen().get()).isFalse();
    }

    /** Nothing is asked of a host for that: this console has put it there. */
    @Test
    void aChangedPlanSaysAtOnceThatAnEarlierOneIsStaged() {
        model.check(activity);
        steps.stage(activity);
        int asked = door.asked().size();
        recovery.edit(builder -> builder.token("another"));
        restore();

        assertThat(row(1).condition().get()).isEqualTo(new HostCondition(Mood.NEEDS_YOU, "needs you",
                "another plan is staged there: see above", "host.other-plan"));
        assertThat(standing().caption()).isEqualTo("3 hosts need you");
        assertThat(door.asked()).hasSize(asked);

        recovery.edit(builder -> builder.token("fresh"));
        restore();
        assertThat(word(1)).as("that plan again").isEqualTo("not checked");
        recovery.edit(builder -> builder.token("a third"));
        restore();
        assertThat(word(1)).isEqualTo("needs you");
        row(1).address().set("elsewhere");
        assertThat(word(1)).as("of another host nothing is known").isEqualTo("not checked");
    }

    @Test
    void whatAnotherPlanHasStagedIsRemovedOnceThatIsConfirmed() {
        FakeDialogs dialogs = new FakeDialogs().goingAhead();
        model = new DeliveryModel(recovery, TestTools.with(new DirectTaskRunner(), dialogs), door);
        model.way().set(Way.OVER_SSH);
        steps = new DeliverySteps(model);
        door.plan("m1", "a".repeat(64), HostState.STAGED).plan("m2", "b".repeat(64), HostState.ACTIVATED);
        model.check(activity);
        assertThat(steps.stagedByOthers()).containsOnlyKeys("m1");
        assertThat(standing().primary().action()).isEqualTo(Action.CHECK);

        assertThat(OtherPlanQuestion.asks(steps)).isTrue();
        assertThat(dialogs.asked()).containsExactly("Remove what is staged?");
        steps.discard(activity);
        assertThat(door.asked()).contains("discard m1");
        assertThat(word(1)).isEqualTo("ready");
        assertThat(word(2)).as("what is in place is not removed").isEqualTo("needs you");
        assertThat(door.states("m2")).containsExactly(HostState.ACTIVATED);
    }

    @Test
    void anotherPlanThatTookItsPlaceMeanwhileIsNotRemoved() {
        door.plan("m1", "a".repeat(64), HostState.STAGED);
        model.check(activity);
        door.plan("m1", "b".repeat(64), HostState.STAGED);
        steps.discard(activity);
        assertThat(row(1).condition().get().line()).isEqualTo("another plan is there meanwhile");
        assertThat(door.states("m1")).containsExactly(HostState.STAGED);
    }

    @Test
    void whatTheCheckFoundIsHistoryOnceTheMembersAreInPlace() {
        model.check(activity);
        steps.stage(activity);
        assertThat(model.lastCheck().get()).contains(new LastCheck(TestTools.NOW, Optional.empty()));
        steps.activate(activity);
        steps.open(activity, TestTools.nowhere());
        assertThat(model.lastCheck().get()).contains(new LastCheck(TestTools.NOW, Optional.of(Step.ACTIVATE)));
        model.check(activity);
        assertThat(model.lastCheck().get().orElseThrow().overtook()).isEmpty();
    }

    /** The others wait for it. */
    @Test
    void aMemberWithoutAServiceIsForTheOperatorToStart() {
        row(3).service().set(ServiceKind.NONE);
        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);
        door.state("m3", HostState.ACTIVATED);
        model.check(activity);

        assertThat(row(3).condition().get()).isEqualTo(new HostCondition(Mood.NEEDS_YOU, "needs you",
                "start etcd there yourself, then check again"));
        assertThat(standing()).extracting(DeliveryStanding::state, DeliveryStanding::caption)
                .containsExactly(StepState.ATTENTION, "2 started, 1 for you to start");
        assertThat(standing().primary().action()).isEqualTo(Action.CONTINUE);

        door.running("m3");
        model.check(activity);
        assertThat(row(3).condition().get().line()).isEqualTo("etcd runs there");
        assertThat(standing().caption()).isEqualTo("3 started, clients kept out");
    }

    @Test
    void allMembersOfOnePlaceAreNamed() {
        row(1).address().set("etcd-a");
        row(2).address().set("etcd-a");
        row(3).address().set("etcd-a");
        assertThat(row(2).directoryProblem())
                .isEqualTo("m1, m3 go to this directory of this host, too. Each member needs its own.");
    }

    @Test
    void goesFromTheCheckToMembersThatKeepClientsOut() {
        assertThat(model.chosen().targets()).extracting(target -> target.destination().toString())
                .startsWith("ssh://192.0.2.1/var/lib/etcd");
        assertThat(standing().primary().name()).isEqualTo("Check hosts");
        model.check(activity);
        assertThat(word(1)).isEqualTo("ready");
        assertThat(row(1).condition().get().line()).matches("88.GB free, 3.2.GB needed");
        assertThat(standing().primary().action()).isEqualTo(Action.STAGE);

        steps.stage(activity);
        assertThat(word(2)).isEqualTo("staged");
        assertThat(row(2).condition().get().line()).endsWith("SHA-256 agrees");
        assertThat(standing().caption()).isEqualTo("3 of 3 staged");

        assertThat(standing().primary().action()).isEqualTo(Action.ACTIVATE);
        steps.activate(activity);
        assertThat(word(3)).isEqualTo("active");
        assertThat(standing()).extracting(DeliveryStanding::state, DeliveryStanding::caption)
                .containsExactly(StepState.DONE, "3 started, clients kept out");
        assertThat(recovery.delivered().get()).isEqualTo(new Delivered(List.of("m1", "m2", "m3"),
                List.of("m1", "m2", "m3"), List.of(), Map.of("m1", "ssh://192.0.2.1/var/lib/etcd", "m2",
                        "ssh://192.0.2.2/var/lib/etcd", "m3", "ssh://192.0.2.3/var/lib/etcd")));

        steps.open(activity, TestTools.nowhere());
        assertThat(word(1)).isEqualTo("open");
        assertThat(recovery.delivered().get().kept()).isEmpty();
        assertThat(door.asked()).contains("check m1 m2 m3", "stage m1 m2 m3", "activate kept m1 m2 m3",
                "open m1 m2 m3");
    }

    @Test
    void anythingTypedForgetsWhatWasFound() {
        model.check(activity);
        row(1).address().set("root@etcd-a:2222");
        assertThat(word(1)).isEqualTo("not checked");
        assertThat(standing().primary().action()).isEqualTo(Action.CHECK);
        row(1).address().set("ssh://root@etcd-a/data/etcd");
        row(1).settle();
        assertThat(row(1).address().get()).isEqualTo("root@etcd-a");
        assertThat(row(1).directory().get()).isEqualTo("/data/etcd");
    }

    @Test
    void saysWhatIsWrongWithWhatIsTyped() {
        for (String wrong : List.of("", "-oProxyCommand=x", "user:secret@host", "a b", "host:0")) {
            row(1).address().set(wrong);
            assertThat(row(1).addressProblem()).as(wrong).isNotEmpty().doesNotContain("secret");
        }
        assertThat(standing().primary().reason()).isEqualTo("Fix what is marked in the table first");
        row(1).address().set("host");
        for (String wrong : List.of("", "relative", "/", "/a/../b", "@evil/x")) {
            row(1).directory().set(wrong);
            assertThat(row(1).directoryProblem()).as(wrong).isNotEmpty();
        }
        row(1).directory().set("/a b/it's");
        assertThat(row(1).target().orElseThrow().destination().directory()).isEqualTo("/a b/it's");
        row(1).unit().set("a b");
        assertThat(row(1).unitProblem()).isNotEmpty();
        row(1).service().set(ServiceKind.NONE);
        assertThat(row(1).unitProblem()).isEmpty();
        row(1).service().set(ServiceKind.STATIC_POD);
        assertThat(row(1).unit().get()).isEqualTo("a b");
        row(1).unit().set("");
        row(1).service().set(ServiceKind.SYSTEMD);
        assertThat(row(1).unit().get()).isEqualTo("etcd.service");
    }

    @Test
    void anUnknownKeyIsTakenOnlyOnceItWasCompared() {
        door.unknownKey("m2", "SHA256:abc");
        model.check(activity);
        assertThat(word(2)).isEqualTo("needs you");
        assertThat(row(2).unknownKey()).contains("SHA256:abc");
        assertThat(model.chosen().acceptedKeys()).isEmpty();
        assertThat(standing().primary().name()).isEqualTo("Check hosts again");

        model.accept(row(2), activity);
        assertThat(word(2)).isEqualTo("ready");
        assertThat(model.chosen().acceptedKeys()).containsExactly(Map.entry("m2", "SHA256:abc"));
        row(2).address().set("another");
        assertThat(model.chosen().acceptedKeys()).as("it was that of the other host").isEmpty();
    }

    @Test
    void whatBlocksIsShownAndKeepsItFromBeingActivated() {
        door.finding("m3", new HostFinding("service.differs", Weight.BLOCKS_ACTIVATION, "name is old", "Change it."));
        model.check(activity);
        assertThat(row(3).condition().get()).isEqualTo(
                new HostCondition(Mood.NEEDS_YOU, "can be staged", "name is old", "service.differs"));
        assertThat(standing().primary().action()).isEqualTo(Action.STAGE);
        steps.stage(activity);
        assertThat(standing().primary().action()).isEqualTo(Action.CHECK);
        door.finding("m3");
        model.check(activity);
        assertThat(standing().primary().action()).isEqualTo(Action.ACTIVATE);
    }

    @Test
    void aMemberIsLeftOutOnlyWithAWordOnItsOldEtcd() {
        row(3).chosen().set(false);
        model.check(activity);
        steps.stage(activity);
        assertThat(standing().primary().reason()).isEqualTo("Say below that the old etcd of m3 will not come back");
        row(3).gone().set(true);
        steps.activate(activity);
        assertThat(standing().state()).isEqualTo(StepState.ATTENTION);
        assertThat(recovery.delivered().get().without()).containsExactly("m3");
        assertThat(door.asked()).contains("activate kept m1 m2");
        row(2).chosen().set(false);
        assertThat(model.facts().isMajority()).isFalse();
    }

    @Test
    void aStopSaysWhatTheHostsSay() {
        model.check(activity);
        steps.stage(activity);
        door.stopping();
        steps.activate(activity);
        assertThat(model.broken().get().orElseThrow().why().cancelled()).isTrue();
        assertThat(word(1)).isEqualTo("needs you");
        assertThat(row(1).condition().get().line()).contains("not started");
        assertThat(steps.isUndoable()).isTrue();
        steps.activate(activity);
        assertThat(word(1)).isEqualTo("active");
        assertThat(model.broken().get()).isEmpty();
    }

    @Test
    void aFailureOnOneHostIsThatHosts() {
        model.check(activity);
        door.failing("m2", "the disk is full");
        steps.stage(activity);
        assertThat(row(2).condition().get()).isEqualTo(
                new HostCondition(Mood.NEEDS_YOU, "needs you", "the disk is full", "host.failed"));
        assertThat(word(1)).isEqualTo("staged");
        assertThat(standing().state()).isEqualTo(StepState.FAILED);
        steps.stage(activity);
        assertThat(door.asked()).as("only what is missing").contains("stage m2");
        assertThat(standing().primary().action()).isEqualTo(Action.ACTIVATE);
    }

    @Test
    void anUndoTakesAwayWhatIsInPlaceAndACleanTheRest() {
        model.check(activity);
        steps.stage(activity);
        assertThat(steps.isUndoable()).isFalse();
        steps.activate(activity);
        assertThat(steps.aside()).hasSize(3).allMatch(line -> line.contains("old-1"));
        steps.askUndo(activity, TestTools.nowhere());
        assertThat(steps.question().get().orElseThrow()).isEqualTo(
                new UndoQuestion(List.of("m1", "m2", "m3"), Optional.empty(), Writes.UNKNOWN));
        steps.keep();
        assertThat(steps.question().get()).isEmpty();
        steps.undo(activity, TestTools.nowhere(), Optional.empty(), false);
        assertThat(word(1)).isEqualTo("undone");
        assertThat(recovery.delivered().get()).isEqualTo(Delivered.NOTHING);
        assertThat(steps.isUndone()).isTrue();
        assertThat(steps.unsavedWrites()).as("nobody could tell").containsExactly("m1", "m2", "m3");
        steps.clean(activity, false, true);
        assertThat(door.asked()).contains("clean discard m1 m2 m3");
        assertThat(door.states("m1", "m2", "m3")).containsOnly(HostState.NOTHING);
    }

    /** One click would end what still serves. */
    @Test
    void anActivationAsksWhileTheOldClusterAnswers() {
        FakeDialogs dialogs = new FakeDialogs();
        int[] answering = {3};
        DeliverViewModel start = new DeliverViewModel(recovery, TestTools.with(new DirectTaskRunner(), dialogs), steps,
                new StepOutline(StepId.START), () -> answering[0]);
        start.act(Action.CHECK);
        start.act(Action.STAGE);
        start.act(Action.ACTIVATE);
        assertThat(dialogs.asked()).containsExactly("Stop what still serves?");
        assertThat(door.states("m1")).containsExactly(HostState.STAGED);

        answering[0] = 0;
        start.act(Action.ACTIVATE);
        assertThat(dialogs.asked()).hasSize(1);
        assertThat(door.states("m1")).containsExactly(HostState.STARTED);
    }

    /** Where none of them starts, nothing was undone: their old directories are the way back. */
    @Test
    void aMemberThatDoesNotStartIsInPlaceAndWhatItReplacedStays() {
        model.check(activity);
        steps.stage(activity);
        steps.activate(activity);
        List.of("m1", "m2", "m3").forEach(name -> door.failing(name, "does not listen"));
        steps.open(activity, TestTools.nowhere());
        assertThat(word(1)).isEqualTo("needs you");
        assertThat(recovery.delivered().get().members()).containsExactly("m1", "m2", "m3");
        assertThat(steps.isUndone()).isFalse();
        assertThat(steps.isOpen()).isFalse();

        model.check(activity);
        assertThat(steps.isOpen()).isTrue();
        assertThat(steps.unsavedWrites()).isEmpty();
        steps.clean(activity, true, false);
        assertThat(door.asked()).contains("clean replaced m1 m2 m3");
    }

    @Test
    void aNewConsoleReadsTheHostsAndRemembersOnlyWhatWasTyped() {
        row(1).address().set("etcd-a");
        row(2).service().set(ServiceKind.STATIC_POD);
        row(3).chosen().set(false);
        model.quarantine().set(false);
        TypedForms forms = model.addTyped(TypedForms.NONE);
        door.state("m1", HostState.STARTED).state("m2", HostState.STARTED);

        DeliveryModel resumed = new DeliveryModel(recovery, TestTools.direct(), door);
        resumed.fill(forms.delivery().orElseThrow());
        assertThat(resumed.isOverSsh()).isTrue();
        assertThat(resumed.quarantine().get()).isFalse();
        assertThat(resumed.addTyped(TypedForms.NONE)).isEqualTo(forms);
        assertThat(resumed.rows()).extracting(row -> row.condition().get().word())
                .containsExactly("not checked", "not checked", "left out");
        resumed.check(activity);
        assertThat(resumed.rows()).extracting(row -> row.condition().get().word())
                .containsExactly("open", "open", "left out");
    }
}
