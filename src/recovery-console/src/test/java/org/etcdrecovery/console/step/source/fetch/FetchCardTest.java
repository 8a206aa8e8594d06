package org.etcdrecovery.console.step.source.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.TextInputControl;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.deliver.Fetch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchCardTest extends ScreenTest {
    @Test
    void opensAndFetches(@TempDir Path directory) {
        List<Path> fetched = new ArrayList<>();
        FetchModel model = new FetchModel(TestTools.direct(), (request, _, _) -> new Fetch.Result(
                request.out().resolve(request.name() + ".etcd"), Optional.empty(), 1, 1000, 1000), new Activity(),
                fetched::addAll);
        show(() -> new FetchBlock(model));
        assertThat(lookup("#fetch").query().isVisible()).isFalse();
        clickOn("#openFetch");
        assertThat(lookup("#fetch").query().isVisible()).isTrue();
        interact(() -> lookup("#fetchMembers").queryAs(TextInputControl.class).setText("m1=ssh://etcd-a/var/lib/etcd"));
        interact(() -> lookup("#fetchInto").queryAs(TextInputControl.class).setText(directory.toString()));
        clickOn("#fetchNow");
        assertThat(fetched).containsExactly(directory.resolve("m1.etcd"));
        assertThat(lookup("#fetchRow-m1 .pill").queryLabeled().getText()).isEqualTo("fetched");
    }
}
