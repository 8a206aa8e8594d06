package org.etcdrecovery.console.step.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.Restored;
import org.etcdrecovery.console.shell.Wizard;
import org.etcdrecovery.console.shell.WizardView;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.CommandBlock;
import org.etcdrecovery.console.widget.Nodes;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.restore.RestoreResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreViewTest extends ScreenTest {
    @TempDir
    Path directory;

    @Test
    void showsThePlanThenTheResult() throws IOException {
        RestoreViewModel model = TestTools.restore(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);
        assertThat(lookup("#plan").query().isVisible()).isTrue();
        assertThat(lookup("#tree").queryAs(CommandBlock.class).text()).contains("m1.etcd", "m3.etcd");
        assertThat(lookup("#restored").query().isVisible()).isFalse();
        assertThat(lookup("#obstacles").query().getParent().isVisible()).as("it takes no space").isFalse();

        interact(model.outline().primary()::fire);

        assertThat(lookup("#restored").query().isVisible()).isTrue();
        assertThat(lookup("#writing-m3").query().isVisible()).isTrue();
        assertThat(lookup("#targetTree").query().isVisible()).isFalse();
    }

    /** As a resumed run knows it, which has no result of the rehearsal. */
    @Test
    void whatWasWrittenDespiteAFailedRehearsalIsNoSuccess() throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestorePlan plan = recovery.acceptedPlan().orElseThrow();
        RestoreResult result = new RestoreResult(List.of(), 4096, 0, true, 7, 0);
        show(() -> new RestoreView(TestTools.restore(recovery, TestTools.direct())));

        interact(() -> recovery.execution().restored(new Restored(plan, result, TestTools.NOW, TestTools.NOW, true)));

        Banner banner = lookup("#restored").queryAs(Banner.class);
        assertThat(banner.getPseudoClassStates()).contains(PseudoClass.getPseudoClass("warning"));
        assertThat(banner.getAccessibleText()).contains("The rehearsal of this plan had failed");
    }

    @Test
    void saysOnceWhatIsInTheWay() throws IOException {
        RestoreViewModel model = TestTools.restore(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);
        Files.createDirectories(directory.resolve("m1.etcd/member"));

        interact(model.outline().primary()::fire);

        assertThat(lookup("#inTheWay").query().isVisible()).isTrue();
        assertThat(lookup("#restoreFailure").query().isVisible()).isFalse();
    }

    /** A second Enter must look again, and not go back. */
    @Test
    void theFocusStaysOnCheckAgain() throws IOException, TimeoutException {
        Path stranger = Files.createDirectories(directory.resolve("m1.etcd/member"));
        RestoreViewModel model = TestTools.restore(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new WizardView(new Wizard(List.of(model)), _ -> new RestoreView(model), () -> {}));
        interact(model::entered);
        awaitPainted();
        interact(() -> {
            Button again = again();
            again.requestFocus();
            again.fire();
        });
        awaitPainted();
        assertThat(onFx(() -> again().isFocused())).isTrue();

        Files.delete(stranger);
        interact(() -> again().fire());

        awaitPainted();
        assertThat(onFx(() -> Nodes.isWithin(stage().getScene().getFocusOwner(), lookup(".page-scroll").query())))
                .isTrue();
    }

    private Button again() {
        return lookup("#inTheWay .button").queryButton();
    }

    @Test
    void saysWhatIsDoneInsteadWhenTheHostsWrite() throws IOException {
        Files.createDirectories(directory.resolve("m1.etcd/member"));
        RestoreViewModel model = TestTools.restore(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);
        assertThat(lookup("#inTheWay").query().isVisible()).isTrue();
        assertThat(lookup("#onHosts").query().isVisible()).isFalse();

        clickOn("#write-HOSTS");

        assertThat(lookup("#onHosts").query().isVisible()).isTrue();
        assertThat(lookup("#scratchRoom").query().getAccessibleText()).contains("needed at most");
        assertThat(lookup("#targetTree").query().isVisible()).isFalse();
        assertThat(lookup("#obstacles").query().getParent().isVisible()).isFalse();
        assertThat(lookup("#plan").query().lookupAll(".label")).extracting(node -> ((Labeled) node).getText())
                .contains("on its host, named in Start");
        interact(model.outline().primary()::fire);
        assertThat(lookup("#restored").queryAs(Banner.class).title())
                .isEqualTo("Left to Start: nothing is written here");
        clickOn("#write-HERE");
        assertThat(lookup("#restored").query().isVisible()).isFalse();
        assertThat(lookup("#obstacles").query().getParent().isVisible()).isTrue();
    }

    @Test
    void offersToRemoveLeftovers() throws IOException {
        Files.createDirectories(directory.resolve("m1.etcd.restoring-0a1b2c3d"));
        RestoreViewModel model = TestTools.restore(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);

        clickOn("#removeLeftovers");

        assertThat(lookup("#leftovers").tryQuery()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
