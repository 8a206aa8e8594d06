package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.VBox;
import org.etcdrecovery.console.deliver.DeliveryModel;
import org.etcdrecovery.console.deliver.DeliverySteps;
import org.etcdrecovery.console.deliver.FakeDoor;
import org.etcdrecovery.console.recovery.DeliveredPlan;
import org.etcdrecovery.console.recovery.DeliveryForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.Nodes;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostFinding.Weight;
import org.etcdrecovery.core.deliver.HostScript;
import org.etcdrecovery.core.handover.StartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartViewTest extends ScreenTest {
    @Test
    void showsTheMemberAndTheFormThatAreChosen(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel restore = TestTools.restore(recovery, TestTools.direct());
        restore.entered();
        StartViewModel model = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                TestTools.delivery(recovery));
        show(() -> new StartView(model));
        assertThat(lookup("#startCard").query().isVisible()).isFalse();

        interact(restore.outline().primary()::fire);
        clickOn("#member-m2");
        clickOn("#form-ENVIRONMENT");

        assertThat(lookup("#guide-m2").tryQuery()).isPresent();
        assertThat(model.form().get()).isEqualTo(StartForm.ENVIRONMENT);
        clickOn("#copySteps");
        assertThat(recovery.execution().handedOver().get()).anySatisfy(
                command -> assertThat(command.text()).contains("ETCD_INITIAL_CLUSTER_STATE=existing"));
    }

    @Test
    void opensWithTheDeliveryOfAPlanThatWasLeftToIt(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        DeliverySteps delivery = TestTools.delivery(recovery);
        StartViewModel model = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                delivery);
        recovery.execution().write(WritePlace.HOSTS);
        recovery.execution()
                .leaveToHosts(new DeliveredPlan(recovery.acceptedPlan().orElseThrow(), TestTools.NOW, false));
        show(() -> new StartView(model));
        assertThat(lookup("#hostTable").query().isVisible()).isTrue();
        assertThat(lookup("#goToRestore").query().getParent().isVisible()).isFalse();
        assertThat(model.outline().primary().text().get()).isEqualTo("Check hosts");

        clickOn("#way-BY_HAND");

        assertThat(lookup("#startCard").query().isVisible()).as("no command copies what is not there").isFalse();
        assertThat(lookup("#writeHere").query().getParent().isVisible()).isTrue();
        assertThat(model.outline().primary().reason().get()).isEqualTo("The data directories are not on this machine");
        model.confirm();
        assertThat(recovery.execution().handedOver().get()).isEmpty();
        clickOn("#way-OVER_SSH");
        assertThat(lookup("#writeHere").query().getParent().isVisible()).isFalse();
    }

    /** At which place of the page the last node with this id is. */
    private int place(String id) {
        List<Node> blocks = lookup(".page").<VBox>query().getChildrenUnmodifiable();
        Node last = lookup(id).<Node>queryAll().stream().reduce((_, next) -> next).orElseThrow();
        return (int) blocks.stream().takeWhile(block -> !Nodes.isWithin(last, block)).count();
    }

    @Test
    void bringsTheMembersToTheirHosts(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel restore = TestTools.restore(recovery, TestTools.direct());
        restore.entered();
        FakeDoor door = new FakeDoor().unknownKey("m2", "SHA256:abc")
                .finding("m1", new HostFinding("host.clock", Weight.CARE, "Its clock is a minute behind", "Set it."));
        DeliveryModel delivery = new DeliveryModel(recovery, TestTools.direct(), door);
        StartViewModel model = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery),
                new DeliverySteps(delivery));
        model.fill(TypedForms.NONE.withDelivery(new DeliveryForm(true, true, Map.of())));
        show(() -> new StartView(model));
        interact(restore.outline().primary()::fire);
        interact(model::entered);
        assertThat(lookup("#strangers").<Node>queryAll()).as("they are expected to run")
                .noneMatch(Nodes::isShown);
        assertThat(onFx(() -> place("#hostTable"))).as("it moves none of the hosts")
                .isLessThan(onFx(() -> place("#survivors")));
        clickOn("#way-BY_HAND");
        assertThat(lookup("#startCard").query().isVisible()).isTrue();
        clickOn("#way-OVER_SSH");
        assertThat(lookup("#startCard").query().isVisible()).isFalse();
        assertThat(model.outline().primary().text().get()).isEqualTo("Check hosts");
        assertThat(lookup("#directory-m3").query().getPseudoClassStates()).as("all three are to go to one directory")
                .contains(PseudoClass.getPseudoClass("wrong"));
        interact(() -> lookup("#address-m1").queryAs(TextInputControl.class).setText("root@etcd-a"));
        interact(() -> lookup("#address-m3").queryAs(TextInputControl.class).setText("etcd-c"));
        assertThat(lookup("#directory-m3").query().getPseudoClassStates())
                .doesNotContain(PseudoClass.getPseudoClass("wrong"));
        assertThat(model.outline().commands().getFirst().text()).contains("deliver check",
                "--to m1=ssh://root@etcd-a/var/lib/etcd");

        interact(model.outline().primary()::fire);
        assertThat(lookup("#found #explain-host-clock").tryQuery()).as("it leads to what it means").isPresent();
        assertThat(lookup("#key-m2").queryLabeled().getText()).isEqualTo("SHA256:abc");
        assertThat(lookup("#state-m1 .pill").queryLabeled().getText()).isEqualTo("ready");
        clickOn("#acceptKey-m2");
        interact(model.outline().primary()::fire);
        assertThat(lookup("#state-m2 .pill").queryLabeled().getText()).isEqualTo("staged");

        clickOn("#deliver-m3");
        assertThat(model.outline().primary().reason().get()).contains("m3");
        clickOn("#gone-m3");
        interact(model.outline().primary()::fire);
        assertThat(door.asked()).contains("activate kept m1 m2");
        assertThat(model.outline().primary().text().get()).isEqualTo("Continue to Verify");
        assertThat(lookup("#state-m1 .pill").queryLabeled().getText()).isEqualTo("active");

        clickOn("#undoDelivery");
        assertThat(lookup("#undoQuestion").query().isVisible()).isTrue();
        assertThat(lookup("#undoQuestion .banner").query().getAccessibleText()).contains("No member answers, so");
        clickOn("#undoKeep");
        door.refusing(new Failure(Cause.CLIENT_CERTIFICATE_REQUIRED, "m1 requires a client certificate.", "", ""));
        clickOn("#undoDelivery");
        assertThat(lookup("#undoQuestion .banner").query().getAccessibleText())
                .contains("m1 requires a client certificate. So what was written")
                .contains("give the certificates or the login in Verify")
                .doesNotContain("No member answers");
        clickOn("#undoGo");
        assertThat(door.asked()).contains("undo m1 m2");
        clickOn("#showScript");
        assertThat(lookup("#script").queryAs(TextInputControl.class).getText()).isEqualTo(HostScript.text());
    }
}
