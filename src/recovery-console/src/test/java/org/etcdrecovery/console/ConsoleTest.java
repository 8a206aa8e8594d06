package org.etcdrecovery.console;

import java.nio.file.Path;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.testing.ScreenTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole console in a window with its own home directory, driven by a robot. */
abstract class ConsoleTest extends ScreenTest {
    /** The console's home directory. */
    @TempDir
    Path home;

    private Console console;

    @BeforeEach
    void open() {
        console = onFx(() -> {
            Console opened = new Console(stage(), Places.in(home), _ -> {});
            bringToRobot();
            return opened;
        });
    }

    @AfterEach
    void closeConsole() {
        doOnFx(() -> console.close());
    }
}
