package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryTest {
    @Test
    void bringsTheLastOfManyChangesToTheDisk(@TempDir Path directory) {
        SettingsFile file = new SettingsFile(directory.resolve("settings.json"));
        try (Memory memory = new Memory(file, Settings.DEFAULT)) {
            for (int i = 0; i < 100; i++) {
                ThemeChoice choice = i % 2 == 0 ? ThemeChoice.LIGHT : ThemeChoice.DARK;
                memory.update(settings -> settings.withTheme(choice));
            }
        }

        assertThat(file.load().settings().theme()).isEqualTo(ThemeChoice.DARK);
    }

    @Test
    void writesNothingWhenNothingChanges(@TempDir Path directory) {
        Path file = directory.resolve("settings.json");
        try (Memory memory = new Memory(new SettingsFile(file), Settings.DEFAULT)) {
            memory.update(settings -> settings);
        }

        assertThat(file).doesNotExist();
    }

    @Test
    void outlivesAPlaceThatCannotBeWritten(@TempDir Path directory) throws Exception {
        Path inTheWay = Files.createFile(directory.resolve("config"));
        try (Memory memory = new Memory(new SettingsFile(inTheWay.resolve("settings.json")), Settings.DEFAULT)) {
            memory.update(settings -> settings.withTheme(ThemeChoice.DARK));

            assertThat(memory.settings().get().theme()).isEqualTo(ThemeChoice.DARK);
        }
    }
}
