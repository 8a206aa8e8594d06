package org.etcdrecovery.console.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.settings.InterruptedRun;
import org.etcdrecovery.console.shell.RunStarter;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.ScreenTest;
import org.etcdrecovery.console.testing.TestTools;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeViewTest extends ScreenTest {
    private final List<String> begun = new ArrayList<>();

    @BeforeEach
    void open(@TempDir Path directory) {
        RunStarter starter = new RunStarter() {
            @Override
            public void begin(RunKind kind, Optional<Path> file) {
                begun.add(kind + file.map(path -> " " + path.getFileName()).orElse(""));
            }

            @Override
            public void resume(InterruptedRun run) {
                begun.add("resume");
            }

            @Override
            public void leave() {
                begun.add("leave");
            }
        };
        var tools = TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(Path.of("a.db")), directory);
        show(() -> new HomeView(new HomeViewModel(tools, starter, directory.resolve("sample.db"), "")));
    }

    @Test
    void beginsWhatACardSays() {
        clickOn("#task-recover").clickOn("#task-save").clickOn("#task-rescue");

        assertThat(begun).containsExactly("RECOVER", "SAVE", "RESCUE");
    }

    @Test
    void asksForTheFileToInspect() {
        clickOn("#task-inspect");

        assertThat(begun).containsExactly("INSPECT a.db");
    }

    @Test
    void unpacksTheSampleAndRecoversFromIt() {
        clickOn("#sample");

        assertThat(begun).containsExactly("RECOVER sample.db");
    }
}
