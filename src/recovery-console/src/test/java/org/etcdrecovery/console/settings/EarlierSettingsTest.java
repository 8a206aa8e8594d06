package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.settings.SampleSettings.CONNECTION;
import static org.etcdrecovery.console.settings.SampleSettings.FULL;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What earlier versions saved is read as they meant it. */
class EarlierSettingsTest {
    private Path file;

    @BeforeEach
    void choosePlace(@TempDir Path directory) {
        file = directory.resolve("config").resolve("settings.json");
    }

    /** What version 0.1 saved. If a name or a type changes, operators lose their interrupted recovery. */
    @Test
    void keepsTheFormOfVersion01() throws IOException, URISyntaxException {
        Path golden = Path
                .of(Objects.requireNonNull(EarlierSettingsTest.class.getResource("settings-0.1.json")).toURI());
        new SettingsFile(file).save(FULL);

        assertThat(file).hasSameTextualContentAs(golden);
        assertThat(new SettingsFile(golden).load()).isEqualTo(new SettingsFile.Loaded(FULL, ""));
    }

    @Test
    void readsWhatWasSavedWithoutAnUnfinishedRun() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"formatVersion\":1,\"theme\":\"DARK\",\"profiles\":[],\"recent\":[],"
                + "\"interrupted\":null}");

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(Settings.DEFAULT.withTheme(ThemeChoice.DARK));
    }

    @Test
    void readsWhatWasSavedBeforeDirectoriesWereKept() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"formatVersion\":1,\"theme\":\"DARK\",\"profiles\":[],\"recent\":[]}");

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(Settings.DEFAULT.withTheme(ThemeChoice.DARK));
    }

    @Test
    void loadsProfilesThatKnowNeitherHostsNorTheWayToThem() throws IOException {
        new SettingsFile(file).save(FULL.withProfile(Plain.profile("old", CONNECTION)));
        assertThat(Files.readString(file)).as("what is empty is not written")
                .doesNotContain("\"hosts\"", "\"through\"");

        Profile loaded = new SettingsFile(file).load().settings().profiles().getLast();

        assertThat(loaded.hosts()).isEmpty();
        assertThat(loaded.connection().through()).isEmpty();
        assertThat(loaded.connection().endpoints()).isEqualTo(CONNECTION.endpoints());
    }
}
