package org.etcdrecovery.console.step.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.core.handover.StartForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartViewTest extends ScreenTest {
    @Test
    void showsTheMemberAndTheFormThatAreChosen(@TempDir Path directory) throws IOException {
        Recovery recovery = ThreeMembers.planned(directory);
        RestoreViewModel restore = new RestoreViewModel(recovery, TestTools.direct());
        restore.entered();
        StartViewModel model = new StartViewModel(recovery, TestTools.direct(), TestTools.strangers(recovery));
        show(() -> new StartView(model));
        assertThat(lookup("#startCard").query().isVisible()).isFalse();

        interact(restore.outline().primary()::fire);
        clickOn("#member-m2");
        clickOn("#form-ENVIRONMENT");

        assertThat(lookup("#guide-m2").tryQuery()).isPresent();
        assertThat(model.form().get()).isEqualTo(StartForm.ENVIRONMENT);
        clickOn("#copySteps");
        assertThat(recovery.handedOver().get()).anySatisfy(
                command -> assertThat(command.text()).contains("ETCD_INITIAL_CLUSTER_STATE=existing"));
    }
}
