package org.etcdrecovery.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesktopNoticeTest {
    @TempDir
    private Path directory;
    private Path shown;
    private String program;

    @BeforeEach
    void makeProgram() throws IOException {
        shown = directory.resolve("shown");
        Path script = directory.resolve("notify");
        Files.writeString(script, "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + shown + "'\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        program = script.toString();
    }

    @Test
    void saysWhatHasEnded() {
        new DesktopNotice(program, Map.of("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/user/0/bus"))
                .show("Console", "--Snapshot: <b>a&b</b>\u001b saved");

        assertThat(shown).hasContent("--app-name=Console\n--\nConsole\n--Snapshot: ‹b›aandb‹/b›\\x1b saved\n");
    }

    @Test
    void startsNothingWhereThereIsNoDesktop() {
        new DesktopNotice(program, Map.of("XDG_RUNTIME_DIR", directory.toString())).show("Console", "Snapshot: saved");

        assertThat(shown).doesNotExist();
    }

    @Test
    void doesWithoutTheProgram() {
        new DesktopNotice(directory.resolve("missing").toString(), Map.of("DBUS_SESSION_BUS_ADDRESS", "x"))
                .show("Console", "Snapshot: saved");

        assertThat(shown).doesNotExist();
    }
}
