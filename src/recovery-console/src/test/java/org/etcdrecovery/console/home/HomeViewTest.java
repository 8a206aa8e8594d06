package org.etcdrecovery.console.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeStarter;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeViewTest extends ScreenTest {
    private final FakeStarter starter = new FakeStarter();

    @BeforeEach
    void open(@TempDir Path directory) {
        var tools = TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(Path.of("a.db")));
        show(() -> new HomeView(new HomeViewModel(tools, starter, directory.resolve("sample.db"), "")));
    }

    @Test
    void beginsWhatACardSays() {
        clickOn("#task-recover").clickOn("#task-save").clickOn("#task-rescue");

        assertThat(starter.begun()).containsExactly("RECOVER", "SAVE", "RESCUE");
    }

    @Test
    void asksForTheFileToInspect() {
        clickOn("#task-inspect");

        assertThat(starter.begun()).containsExactly("INSPECT a.db");
    }

    @Test
    void unpacksTheSampleAndRecoversFromIt() {
        clickOn("#sample");

        assertThat(starter.begun()).containsExactly("RECOVER sample.db");
    }
}
