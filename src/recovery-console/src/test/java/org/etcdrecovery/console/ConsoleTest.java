package org.etcdrecovery.console;

import java.nio.file.Path;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole console in a window, with a home of its own, and a robot at it. */
abstract class ConsoleTest extends ScreenTest {
    /** Where it keeps its settings. */
    @TempDir
    Path home;

    private Console console;

    @BeforeEach
    void open() {
        console = onFx(() -> {
            Console opened = new Console(stage(), Places.in(home));
            bringToRobot();
            return opened;
        });
    }

    @AfterEach
    void closeConsole() {
        doOnFx(() -> console.close());
    }
}
