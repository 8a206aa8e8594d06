package org.etcdrecovery.console.shell;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.text.Shown;

/**
 * The notifications of a Linux desktop, by its own program. {@code java.awt.SystemTray} would start a second toolkit, and
 * most desktops have no tray any more.
 *
 * @param program     the program that shows a notification
 * @param environment the environment of this process, which names the bus of the desktop
 */
record DesktopNotice(String program, Map<String, String> environment) {
    /** The notifications of the desktop that the console runs on. */
    static final DesktopNotice OF_THIS_DESKTOP = new DesktopNotice("notify-send", System.getenv());

    private static final System.Logger LOG = System.getLogger(DesktopNotice.class.getName());
    private static final long PATIENCE_SECONDS = 5;

    /** Shows a notification if there is a desktop that can; never fails. Waits up to five seconds. */
    void show(String title, String text) {
        if (!hasBus()) {
            return;
        }
        try {
            Process process = new ProcessBuilder(program, "--app-name=" + title, "--", title, withoutMarkup(text))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no notification of the desktop", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without a bus, the program would start one of its own, which stays. */
    private boolean hasBus() {
        return environment.containsKey("DBUS_SESSION_BUS_ADDRESS")
                || Optional.ofNullable(environment.get("XDG_RUNTIME_DIR"))
                        .filter(directory -> Files.exists(Path.of(directory, "bus")))
                        .isPresent();
    }

    /** Some desktops take the text as markup, others show it as it is; so it has nothing that differs. */
    private static String withoutMarkup(String text) {
        return Shown.message(text).replace('<', '‹').replace('>', '›').replace("&", "and");
    }
}
