package org.etcdrecovery.console.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.deliver.DeliveryStatus.Action;
import org.etcdrecovery.console.deliver.HostCondition.Mood;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostState;
import org.junit.jupiter.api.Test;

class DeliveryModelTest extends DeliveryTesting {
    @Test
    void theNextRunOverTheSameProfileBeginsWhereTheMembersAre() {
        StepTools tools = TestTools.direct();
        tools.memory().update(settings -> settings.withProfile(Plain.profile("prod", ConnectionForm.EMPTY)));
        ProfileHosts hosts = new ProfileHosts(tools.memory(), () -> Optional.of("prod"));
        DeliveryModel first = new DeliveryModel(recovery, tools, door, hosts);
        first.rows().get(0).fields().address().set("ssh://root@etcd-a:22/srv/etcd");
        first.rows().get(1).fields().service().set(ServiceKind.STATIC_POD);
        first.rows().get(2).fields().chosen().set(false);
        assertThat(hosts.known()).as("nothing was reached yet").isEmpty();

        first.check(activity);

        assertThat(hosts.known()).containsOnlyKeys("m1", "m2");
        DeliveryModel next = new DeliveryModel(recovery, tools, door, hosts);
        assertThat(next.rows().get(0).fields().target().orElseThrow().destination())
                .hasToString("ssh://root@etcd-a:22/srv/etcd");
        assertThat(next.rows().get(1).fields().service().get()).isEqualTo(ServiceKind.STATIC_POD);
        assertThat(next.rows().get(1).fields().unit().get()).isEqualTo("/etc/kubernetes/manifests/etcd.yaml");
        assertThat(next.rows().get(2).fields().chosen().get()).as("what is left out in one run is not in the next")
                .isTrue();
    }

    /** The fields say it, before any host is asked. */
    @Test
    void twoMembersInOnePlaceAreMarkedAtTheirFields() {
        row(1).fields().address().set("root@ETCD-a");
        row(2).fields().address().set("ssh://etcd-A/var/lib//etcd/");
        row(2).fields().directory().set("/elsewhere");

        assertThat(row(1).fields().directoryProblem()).isEqualTo(
                "m2 goes to this directory of this host, too. Each member needs its own.");
        assertThat(row(2).fields().directoryProblem()).startsWith("m1 goes");
        assertThat(row(3).fields().directoryProblem()).isEmpty();
        assertThat(status().primary().reason()).isEqualTo("Fix what is marked in the table first");
        assertThat(door.asked()).isEmpty();

        row(2).fields().address().set("etcd-a:2222");
        row(2).fields().directory().set("/var/lib/etcd");
        assertThat(row(1).fields().directoryProblem()).as("another port may be another host").isEmpty();
        row(2).fields().address().set("etcd-a");
        row(2).fields().chosen().set(false);
        assertThat(row(1).fields().directoryProblem()).as("the other one is left out").isEmpty();
        row(2).fields().chosen().set(true);
        row(2).fields().directory().set("/srv/etcd");
        assertThat(row(1).fields().directoryProblem() + row(2).fields().directoryProblem()).isEmpty();
        assertThat(status().primary().reason()).isEmpty();
    }

    @Test
    void keepsWhatWasTypedWhenAnotherPlanIsMade() {
        row(1).fields().address().set("root@etcd-a");
        row(2).fields().chosen().set(false);

        recovery.edit(builder -> builder.token("another"));
        assertThat(model.rows()).isEmpty();
        restore();

        assertThat(row(1).fields().address().get()).isEqualTo("root@etcd-a");
        assertThat(row(2).fields().chosen().get()).isFalse();
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
        assertThat(status().caption()).isEqualTo("3 hosts need you");
        assertThat(door.asked()).hasSize(asked);

        recovery.edit(builder -> builder.token("fresh"));
        restore();
        assertThat(word(1)).as("that plan again").isEqualTo("not checked");
        recovery.edit(builder -> builder.token("a third"));
        restore();
        assertThat(word(1)).isEqualTo("needs you");
        row(1).fields().address().set("elsewhere");
        assertThat(word(1)).as("of another host nothing is known").isEqualTo("not checked");
    }

    @Test
    void whatTheCheckFoundIsHistoryOnceTheMembersAreInPlace() {
        model.check(activity);
        steps.stage(activity);
        assertThat(model.lastCheck().get()).contains(new LastCheck(TestTools.NOW, Optional.empty()));
        steps.activate(activity);
        steps.open(activity, TestTools.nowhere());
        assertThat(model.lastCheck().get()).contains(new LastCheck(TestTools.NOW, Optional.of(DeliveryStep.ACTIVATE)));
        model.check(activity);
        assertThat(model.lastCheck().get().orElseThrow().doneSince()).isEmpty();
    }

    @Test
    void allMembersOfOnePlaceAreNamed() {
        row(1).fields().address().set("etcd-a");
        row(2).fields().address().set("etcd-a");
        row(3).fields().address().set("etcd-a");
        assertThat(row(2).fields().directoryProblem())
                .isEqualTo("m1, m3 go to this directory of this host, too. Each member needs its own.");
    }

    @Test
    void anythingTypedForgetsWhatWasFound() {
        model.check(activity);
        row(1).fields().address().set("root@etcd-a:2222");
        assertThat(word(1)).isEqualTo("not checked");
        assertThat(status().primary().action()).isEqualTo(Action.CHECK);
    }

    @Test
    void anUnknownKeyIsTakenOnlyOnceItWasCompared() {
        door.unknownKey("m2", "SHA256:abc");
        model.check(activity);
        assertThat(word(2)).isEqualTo("needs you");
        assertThat(row(2).unknownKey()).contains("SHA256:abc");
        assertThat(model.chosen().acceptedKeys()).isEmpty();
        assertThat(status().primary().name()).isEqualTo("Check hosts again");

        model.accept(row(2), activity);
        assertThat(word(2)).isEqualTo("ready");
        assertThat(model.chosen().acceptedKeys()).containsExactly(Map.entry("m2", "SHA256:abc"));
        row(2).fields().address().set("another");
        assertThat(model.chosen().acceptedKeys()).as("it was that of the other host").isEmpty();
    }

    @Test
    void whatBlocksIsShownAndKeepsItFromBeingActivated() {
        door.finding("m3", new HostFinding("service.differs", Weight.BLOCKS_ACTIVATION, "name is old", "Change it."));
        model.check(activity);
        assertThat(row(3).condition().get()).isEqualTo(
                new HostCondition(Mood.NEEDS_YOU, "can be staged", "name is old", "service.differs"));
        assertThat(status().primary().action()).isEqualTo(Action.STAGE);
        steps.stage(activity);
        assertThat(status().primary().action()).isEqualTo(Action.CHECK);
        door.finding("m3");
        model.check(activity);
        assertThat(status().primary().action()).isEqualTo(Action.ACTIVATE);
    }

    @Test
    void aNewConsoleReadsTheHostsAndRemembersOnlyWhatWasTyped() {
        row(1).fields().address().set("etcd-a");
        row(2).fields().service().set(ServiceKind.STATIC_POD);
        row(3).fields().chosen().set(false);
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
