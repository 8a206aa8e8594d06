package org.etcdrecovery.console.step.restore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.CommandBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreViewTest extends ScreenTest {
    @TempDir
    Path directory;

    @Test
    void showsThePlanThenTheResult() throws IOException {
        RestoreViewModel model = new RestoreViewModel(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);
        assertThat(lookup("#plan").query().isVisible()).isTrue();
        assertThat(lookup("#tree").queryAs(CommandBlock.class).text()).contains("m1.etcd", "m3.etcd");
        assertThat(lookup("#restored").query().isVisible()).isFalse();

        interact(model.outline().primary()::fire);

        assertThat(lookup("#restored").query().isVisible()).isTrue();
        assertThat(lookup("#writing-m3").query().isVisible()).isTrue();
        assertThat(lookup("#targetTree").query().isVisible()).isFalse();
    }

    @Test
    void offersToRemoveLeftovers() throws IOException {
        Files.createDirectories(directory.resolve("m1.etcd.restoring-0a1b2c3d"));
        RestoreViewModel model = new RestoreViewModel(ThreeMembers.planned(directory), TestTools.direct());
        show(() -> new RestoreView(model));
        interact(model::entered);

        clickOn("#removeLeftovers");

        assertThat(lookup("#leftovers").tryQuery()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
