package org.etcdrecovery.console.step.restore.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.console.run.Ending;
import org.etcdrecovery.console.shell.RehearsalSite;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.step.restore.RestoreView;
import org.etcdrecovery.console.step.restore.RestoreViewModel;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.console.testing.ThreeMembers;
import org.etcdrecovery.console.widget.Banner;
import org.etcdrecovery.console.widget.RichText;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalViewTest extends ScreenTest {
    @TempDir
    private Path directory;

    @Test
    void showsItsStagesAndWhatItDoesNotProve() throws IOException {
        RestoreViewModel step = step();
        show(() -> new RestoreView(step));
        interact(step::entered);
        assertThat(banner()).isEqualTo("Rehearse this plan first");
        assertThat(lookup("#stages").query().isVisible()).isFalse();

        clickOn("#rehearse");
        String etcd = Judges.etcd(EtcdVersion.V3_6).toString();
        interact(() -> step.rehearsal().etcd().typed().set(etcd));
        clickOn("#rehearse");

        assertThat(banner()).isEqualTo("Rehearsed: etcd 3.6.16 starts from this plan and serves every key");
        assertThat(lookup("#stages").query().isVisible()).isTrue();
        assertThat(lookup("#stage-SWEEP").tryQuery()).isPresent();
        assertThat(lookup("#rehearse").query().isFocused()).as("ready for the next key").isTrue();
        assertThat(lookup("#rehearsal .note").queryAll()).hasSize(2);
        assertThat(lookup("#plan").query().isVisible()).isTrue();

        interact(step.outline().primary()::fire);

        assertThat(lookup("#rehearsal").query().isVisible()).isFalse();
        assertThat(lookup("#restored").query().isVisible()).isTrue();
    }

    @Test
    void saysWhyItFailedAndWhatToDo() throws IOException {
        RestoreViewModel step = step();
        Path broken = Files.writeString(directory.resolve("etcd"),
                "#!/bin/sh\n[ \"$1\" = --version ] && echo 'etcd Version: 3.6.99' && exit\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        show(() -> new RestoreView(step));
        interact(step::entered);
        clickOn("#rehearse");
        interact(() -> step.rehearsal().etcd().typed().set(broken.toString()));
        clickOn("#rehearse");

        assertThat(banner()).isEqualTo("The rehearsal failed");
        assertThat(texts("#rehearsalBanner")).anyMatch(
                text -> text.startsWith("etcd 3.6.99 ended instead of serving. "));
        assertThat(texts("#rehearsal .note")).anyMatch(text -> text.startsWith("Do not restore by this plan yet."));
    }

    private RestoreViewModel step() throws IOException {
        Path scratch = Files.createDirectory(directory.resolve("s"));
        StepTools plain = TestTools.direct();
        return TestTools.restore(ThreeMembers.planned(directory),
                new StepTools(plain.runner(), plain.dialogs(), plain.memory(), plain.clock(), plain.opener(),
                        new RehearsalSite(Scratch.in(scratch), Map.of(), new Ending()), plain.stores()));
    }

    private List<String> texts(String place) {
        return lookup(place + " .rich-text").queryAllAs(RichText.class).stream().map(RichText::plainText).toList();
    }

    private String banner() {
        return lookup("#rehearsalBanner").queryAs(Banner.class).title();
    }
}
