package org.etcdrecovery.console.about;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.console.settings.Places;
import org.etcdrecovery.console.settings.Settings;
import org.etcdrecovery.console.settings.SettingsFile;
import org.etcdrecovery.console.settings.StoreProfile;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.shell.StoreAccess;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.store.objects.StoreCredentials;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnosticsSaverTest {
    private static final String PASSWORD = "hunter2-secret";

    @TempDir
    private Path directory;

    private Places places;
    private Path target;
    private Memory memory;

    @BeforeEach
    void begin() throws IOException {
        places = Places.in(directory);
        target = directory.resolve("diagnostics.zip");
        memory = new Memory(new SettingsFile(TestTools.SAMPLE.resolve("settings.json")), Settings.DEFAULT);
        Files.createDirectories(places.logs());
    }

    @AfterEach
    void closeMemory() {
        memory.close();
    }

    @Test
    void packsWhatExplainsABug() throws IOException {
        Files.writeString(places.logs().resolve("console-0.log"), "a warning\n");
        Recovery recovery = TestTools.inspectedSample();

        saver(new FakeDialogs().goingAhead().choosing(target), Optional.of(recovery)).save();

        Map<String, String> files = unpacked();
        assertThat(files).containsOnlyKeys("versions.txt", "settings.json", "inspection.json", "logs/console-0.log");
        assertThat(files.get("versions.txt")).contains("Java 25", "etcd 3.4, 3.5");
        assertThat(files.get("inspection.json")).contains("\"verdict\" : \"restorable\"");
        assertThat(files.get("logs/console-0.log")).isEqualTo("a warning\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-------");
    }

    @Test
    void holdsNoSecrets() throws IOException {
        Files.writeString(places.logs().resolve("console-0.log"),
                "io: https://root:" + PASSWORD + "@10.0.0.1:2379 refused\n");
        memory.update(settings -> settings.withProfile(Plain.profile("prod", ConnectionForm.EMPTY.withEndpoints(
                "https://root:" + PASSWORD + "@10.0.0.1:2379,root:" + PASSWORD + "@10.0.0.2:2379"))));

        saver(new FakeDialogs().goingAhead().choosing(target), Optional.empty()).save();

        Map<String, String> files = unpacked();
        assertThat(files.values()).allSatisfy(text -> assertThat(text).doesNotContain(PASSWORD));
        assertThat(files.get("settings.json")).contains("prod", "***@10.0.0.2:2379");
        assertThat(files.get("logs/console-0.log")).contains("https://***@10.0.0.1:2379 refused");
    }

    /** What was typed to log in to a store is kept in memory only, and the query of a URL too. */
    @Test
    void holdsNothingThatOpensAStore() throws IOException {
        StorePlace place = new StorePlace("s3://bucket/prod/", "https://s3.example.com", "", false, "");
        StoreAccess stores = new StoreAccess(Map.of("AWS_SECRET_ACCESS_KEY", PASSWORD, "AWS_ACCESS_KEY_ID", "id"));
        stores.logIn(place, Optional.of(new StoreCredentials("typed-key-id", PASSWORD, Optional.of(PASSWORD))));
        String url = "https://host/prod/a.db?X-Amz-Signature=" + PASSWORD;
        StorePlace kept = stores.remember(StorePlace.EMPTY.at(url));
        memory.update(settings -> settings.withStore(new StoreProfile("prod", place))
                .withStore(new StoreProfile("url", StorePlace.EMPTY.at(url)))
                .withRecent(Plain.recent(kept.address(), Optional.empty(), Verdict.RESTORABLE, Optional.empty(),
                        Optional.empty(), 1, TestTools.NOW)));

        saver(new FakeDialogs().goingAhead().choosing(target), Optional.empty(), stores).save();

        Map<String, String> files = unpacked();
        assertThat(files.values())
                .allSatisfy(text -> assertThat(text).doesNotContain(PASSWORD).doesNotContain("typed-key-id"));
        assertThat(files.get("settings.json")).contains("s3://bucket/prod/", "https://host/prod/a.db?***");
    }

    @Test
    void writesNothingUnlessTheOperatorGoesOn() {
        FakeDialogs dialogs = new FakeDialogs().choosing(target);

        saver(dialogs, Optional.empty()).save();

        assertThat(dialogs.asked()).containsExactly("Save diagnostics");
        assertThat(target).doesNotExist();
    }

    @Test
    void asksBeforeItReplacesAFile() throws IOException {
        Files.writeString(target, "precious");
        FakeDialogs dialogs = new FakeDialogs().goingAhead().choosing(target);

        saver(dialogs, Optional.empty()).save();

        assertThat(dialogs.asked()).containsExactly("Save diagnostics", "Save diagnostics", "Replace the file?",
                "The diagnostics are saved");
        assertThat(unpacked()).containsKey("versions.txt");
    }

    @Test
    void saysWhyItCannotBeWritten() {
        FakeDialogs dialogs = new FakeDialogs().goingAhead().choosing(directory.resolve("absent/x.zip"));

        saver(dialogs, Optional.empty()).save();

        assertThat(dialogs.asked()).endsWith("The diagnostics were not saved");
    }

    private DiagnosticsSaver saver(FakeDialogs dialogs, Optional<Recovery> run) {
        return saver(dialogs, run, new StoreAccess(Map.of()));
    }

    private DiagnosticsSaver saver(FakeDialogs dialogs, Optional<Recovery> run, StoreAccess stores) {
        StepTools direct = TestTools.with(new DirectTaskRunner(), dialogs);
        direct.memory().close();
        StepTools tools = new StepTools(direct.runner(), dialogs, memory,
                Clock.fixed(TestTools.NOW, ZoneOffset.UTC), direct.opener(), direct.site(), stores);
        return new DiagnosticsSaver(tools, places, () -> run);
    }

    private Map<String, String> unpacked() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(target))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return files;
    }
}
