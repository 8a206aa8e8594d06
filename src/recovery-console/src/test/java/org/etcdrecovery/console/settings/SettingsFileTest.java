package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.etcdrecovery.console.settings.SampleSettings.FULL;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.etcdrecovery.core.testing.SpecialFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SettingsFileTest {
    private Path file;

    @BeforeEach
    void choosePlace(@TempDir Path directory) {
        file = directory.resolve("config").resolve("settings.json");
    }

    @Test
    void readsBackAllThatWasSaved() throws IOException {
        SettingsFile settings = new SettingsFile(file);
        settings.save(FULL);

        assertThat(settings.load()).isEqualTo(new SettingsFile.Loaded(FULL, ""));
    }

    /** Only the report needs it; the unfinished recovery is worth more. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "{}", "{\"quorum\":{\"verdict\":\"GONE\"}}", "{\"saved\":{\"size\":null}}"})
    void losesNothingElseToEvidenceThatItCannotRead(String evidence) throws IOException {
        new SettingsFile(file).save(SampleSettings.withEvidence());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        ((ObjectNode) json.path("interrupted")).set("evidence", JsonMapper.shared().readTree(evidence));
        Files.writeString(file, json.toString());

        SettingsFile.Loaded loaded = new SettingsFile(file).load();

        assertThat(loaded.notice()).isEmpty();
        assertThat(loaded.settings().interrupted()).singleElement()
                .satisfies(run -> assertThat(run.forms()).isEqualTo(FULL.interrupted().getFirst().forms()));
    }

    @Test
    void isOnlyForItsOwner() throws IOException {
        new SettingsFile(file).save(FULL);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void beginsWithoutAFile() {
        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(Settings.DEFAULT, ""));
    }

    /** The start page would fail at them, at every start. */
    @Test
    void leavesOutWhatCannotBeUsed() throws IOException {
        new SettingsFile(file).save(FULL);
        Files.writeString(file, Files.readString(file)
                .replace("\"/var/backups/a.db\",\n    \"verdict\"", "\"/var/backups/\\u0000.db\",\n    \"verdict\"")
                .replace("\"height\" : 800.0", "\"height\" : -800.0")
                .replace("\"chosen\" : \"/etc\"", "\"chosen\" : \"/\\u0000\""));

        SettingsFile.Loaded loaded = new SettingsFile(file).load();

        assertThat(loaded.notice()).isEmpty();
        assertThat(loaded.settings().recent()).isEmpty();
        assertThat(loaded.settings().window()).isEmpty();
        assertThat(loaded.settings().directories().orElseThrow().chosen()).isEmpty();
        assertThat(loaded.settings().directories().orElseThrow().saved()).contains("/var/backups");
        assertThat(loaded.settings().profiles()).isEqualTo(FULL.profiles());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "42", "{}", "{\"formatVersion\":1}",
            "{\"formatVersion\":1,\"theme\":\"PURPLE\"}", "\u0000\u0001", "{\"formatVersion\":2,\"theme\":\"DARK\"}"})
    void setsAsideWhatItCannotUse(String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        SettingsFile.Loaded loaded = new SettingsFile(file).load();

        assertThat(loaded.settings()).isEqualTo(Settings.DEFAULT);
        assertThat(loaded.notice()).contains("settings.json.unusable");
        assertThat(file).doesNotExist();
        assertThat(file.resolveSibling("settings.json.unusable")).hasContent(content);
    }

    @ParameterizedTest
    @EnumSource
    void leavesASpecialFileAlone(SpecialFile special) throws IOException {
        Files.createDirectories(file.getParent());
        special.at(file);
        Object before = SpecialFile.identity(file);
        SettingsFile settings = new SettingsFile(file);

        assertThat(settings.load().settings()).isEqualTo(Settings.DEFAULT);
        assertThatThrownBy(() -> settings.save(FULL)).isInstanceOf(IOException.class)
                .hasMessageContaining(special.words());

        assertThat(SpecialFile.identity(file)).isEqualTo(before);
    }

    @Test
    void replacesTheFileAsAWhole() throws IOException {
        SettingsFile settings = new SettingsFile(file);
        settings.save(FULL);
        settings.save(Settings.DEFAULT);

        assertThat(settings.load().settings()).isEqualTo(Settings.DEFAULT);
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }
}
