package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ChecklistItem;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.DeliveryForm;
import org.etcdrecovery.console.recovery.DeliveryForm.HostForm;
import org.etcdrecovery.console.recovery.FetchForm;
import org.etcdrecovery.console.recovery.KeyspaceForm;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.MemberHost;
import org.etcdrecovery.console.recovery.OriginEvidence;
import org.etcdrecovery.console.recovery.RehearsalForm;
import org.etcdrecovery.console.recovery.RestoreRecord;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SafetyForm;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceForm;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.recovery.TypedForms;
import org.etcdrecovery.console.recovery.WritePlace;
import org.etcdrecovery.console.testing.Answers;
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.console.theme.ThemeChoice;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.restore.RestoreResult;
import org.etcdrecovery.core.restore.RestoreResult.RestoredMember;
import org.etcdrecovery.core.snapshot.Verdict;
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
    private static final Instant NOW = Instant.parse("2026-11-24T22:00:00Z");
    private static final ConnectionForm CONNECTION = new ConnectionForm("https://10.0.0.11:2379", "/pki/ca.crt",
            "/pki/c.crt", "/pki/c.key", "etcd", false, "root", "",
            Optional.of("example.com"));
    private static final Settings FULL = new Settings(Settings.FORMAT_VERSION, ThemeChoice.DARK,
            Optional.of(new Settings.WindowPlace(1, 2, 1280, 800, true)), List.of(Plain.profile("prod", CONNECTION)),
            List.of(Plain.recent("/var/backups/a.db", Optional.empty(), Verdict.RESTORABLE, Optional.of(485_261L),
                    Optional.of(19_879L), 2_300_000_000L, NOW)),
            List.of(Plain.interrupted(new InterruptedRun.Progress(RunKind.RECOVER, NOW, NOW, "CLUSTER"),
                    new InterruptedRun.Subject(
                            Optional.of(new SnapshotChoice(Path.of("/var/backups/a.db"), SourceKind.DIRECTORY, "m1",
                                    Optional.of(NOW), "lacks 65 log entries",
                                    Optional.empty())),
                            Optional.of("ab")),
                    new TypedForms(
                            Optional.of(Plain.source(SourceKind.FILE, CONNECTION, "/var/backups/a.db", List.of("/d"),
                                    Optional.of("/d"))),
                            Map.of("stop", ChecklistItem.State.DONE),
                            Optional.of(new ClusterForm(
                                    List.of(new ClusterForm.MemberForm("m1", "http://a:2380", "", "", "",
                                            true)),
                                    "token", "/srv", "3.6", "etcd", false, Optional.empty())),
                            Optional.of(new SafetyForm(true, "1 000 000 000", true)), Optional.empty(),
                            Optional.empty(), Optional.empty(), Optional.empty(),
                            Optional.empty(), Optional.empty()),
                    Optional.of(Plain.record("{}",
                            new RestoreResult(List.of(new RestoredMember(new MemberId(-1), "m1",
                                    Path.of("/srv/m1.etcd"), Optional.of(Path.of("/wal")))), 4096, -2, true, 7, -3),
                            NOW, NOW,
                            Optional.of(Path.of("/srv/plan.json")))))),
            Optional.of(new Settings.Directories(Optional.of("/var/backups"), Optional.of("/etc"))),
            List.of());

    private static final OriginEvidence EVIDENCE = Answers.evidence(Path.of("/var/backups/a.db"));

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

    @Test
    void keepsWhichClusterTheChecklistIsFor() throws IOException {
        InterruptedRun before = FULL.interrupted().getFirst();
        TypedForms ticked = before.forms()
                .withSource(before.forms().source().orElseThrow(), Map.of(),
                        Optional.of("e16d37e3f79b8db"));
        Settings settings = FULL.withInterrupted(Plain.interrupted(before.progress(), before.subject(),
                ticked, before.restored()));

        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(settings);
    }

    @Test
    void keepsWhatWasDecidedAboutKeysAndLeases() throws IOException {
        InterruptedRun before = FULL.interrupted().getFirst();
        TypedForms decided = before.forms()
                .withSafety(new SafetyForm(true, "7", false,
                        Optional.of(new KeyspaceForm(List.of("keep", "1f=drop"), 150, false, true))));
        Settings settings = FULL.withInterrupted(Plain.interrupted(before.progress(), before.subject(),
                decided, before.restored()));

        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(settings);
    }

    @Test
    void keepsWhatWasTypedForARehearsalAndTheReport() throws IOException {
        InterruptedRun before = FULL.interrupted().getFirst();
        TypedForms typed = before.forms()
                .withRehearsal(new RehearsalForm("/opt/etcd", true, "alice"))
                .withIncident(new Incident("INC-7", "alice", "disk full"));
        Settings settings = FULL.withInterrupted(Plain.interrupted(before.progress(), before.subject(), typed,
                before.restored()));

        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(settings);
    }

    @Test
    void keepsWhatTheReportSaysOfTheOldCluster() throws IOException {
        Settings settings = FULL.withInterrupted(with(EVIDENCE));

        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(settings, ""));
    }

    /** Only the report needs it; the unfinished recovery is worth more. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "null", "{}", "{\"quorum\":{\"verdict\":\"GONE\"}}", "{\"saved\":{\"size\":null}}"})
    void losesNothingElseToEvidenceThatItCannotRead(String evidence) throws IOException {
        new SettingsFile(file).save(FULL.withInterrupted(with(EVIDENCE)));
        JsonNode json = JsonMapper.shared().readTree(Files.readString(file));
        ((ObjectNode) json.path("interrupted")).set("evidence", JsonMapper.shared().readTree(evidence));
        Files.writeString(file, json.toString());

        SettingsFile.Loaded loaded = new SettingsFile(file).load();

        assertThat(loaded.notice()).isEmpty();
        assertThat(loaded.settings().interrupted()).singleElement()
                .satisfies(run -> assertThat(run.forms()).isEqualTo(FULL.interrupted().getFirst().forms()));
    }

    private static InterruptedRun with(OriginEvidence evidence) {
        InterruptedRun before = FULL.interrupted().getFirst();
        return new InterruptedRun(before.progress(), before.subject(), before.forms(), before.restored(), List.of(),
                Optional.of(evidence));
    }

    @Test
    void keepsTheChoiceAmongTheSnapshotsOfAnArchive() throws IOException {
        SettingsFile settings = new SettingsFile(file);
        InterruptedRun run = FULL.interrupted().getFirst();
        SnapshotChoice choice = run.subject().snapshot().orElseThrow().choosing("etcd/a.db");
        Settings changed = FULL.withInterrupted(Plain.interrupted(run.progress(),
                new InterruptedRun.Subject(Optional.of(choice), Optional.of("ab")), run.forms(), run.restored()));
        settings.save(changed);

        assertThat(settings.load()).isEqualTo(new SettingsFile.Loaded(changed, ""));
    }

    @Test
    void readsBackFromWhatASnapshotWasMade() throws IOException {
        InterruptedRun run = FULL.interrupted().getFirst();
        SnapshotChoice old = run.subject().snapshot().orElseThrow();
        SnapshotChoice made = new SnapshotChoice(old.file(), old.source(), old.member(), old.taken(), old.lacks(),
                Optional.of(new MadeFrom(MadeFrom.Way.RESCUE, Path.of("/srv/m1.etcd"), "It has all.", List.of("a (b)"),
                        Path.of("/var/backups/a.db.manifest.json"))));
        Settings settings = FULL.withInterrupted(Plain.interrupted(run.progress(),
                new InterruptedRun.Subject(Optional.of(made), run.subject().sha256()), run.forms(), run.restored()));
        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(settings, ""));
    }

    @Test
    void keepsEveryUnfinishedRunAndTheOneWorkedOnLastFirst() throws IOException {
        InterruptedRun old = FULL.interrupted().getFirst();
        Settings settings = FULL.withInterrupted(run(1, 9)).withInterrupted(run(2, 3)).withInterrupted(run(2, 5));
        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(settings, ""));
        assertThat(settings.interrupted()).containsExactly(run(1, 9), run(2, 5), old);
        assertThat(settings.withoutInterrupted(run(1, 9).progress().started()).interrupted())
                .containsExactly(run(2, 5), old);
    }

    private static InterruptedRun run(int started, int touched) {
        return Plain.interrupted(
                new InterruptedRun.Progress(RunKind.RECOVER, NOW.plusSeconds(started), NOW.plusSeconds(touched),
                        "SOURCE"),
                new InterruptedRun.Subject(Optional.empty(), Optional.empty()), TypedForms.NONE, Optional.empty());
    }

    @Test
    void readsWhatWasSavedWithoutAnUnfinishedRun() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"formatVersion\":1,\"theme\":\"DARK\",\"profiles\":[],\"recent\":[],"
                + "\"interrupted\":null}");

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(Settings.DEFAULT.withTheme(ThemeChoice.DARK));
    }

    @Test
    void keepsWhereMembersGo() throws IOException {
        InterruptedRun before = FULL.interrupted().getFirst();
        Settings settings = FULL.withInterrupted(new InterruptedRun(before.progress(), before.subject(),
                before.forms()
                        .withDelivery(new DeliveryForm(true, false,
                                Map.of("m1", new HostForm(false, true, "root@h:22", "/d", "NONE", ""))))
                        .withFetch(new FetchForm("m1=ssh://h/d", "m1=/wal", "/into")),
                before.restored(), before.events(), before.evidence()));
        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(settings);
    }

    @Test
    void keepsWhereTheMembersOfAProfileAre() throws IOException {
        ConnectionForm far = new ConnectionForm("https://10.0.0.11:2379", "", "", "", "", false, "", "ssh://bastion",
                Optional.empty());
        Settings settings = FULL.withProfile(Plain.profile("prod", far))
                .withHosts("prod", Map.of("m1", new MemberHost("root@h:22", "/d", "/wal", "SYSTEMD", "etcd.service")));
        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(settings);
        assertThat(settings.withHosts("other", Map.of())).as("a profile that was deleted meanwhile")
                .isEqualTo(settings);
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

    @Test
    void keepsWhereSnapshotsAreAndHowTheyAreReached() throws IOException {
        StorePlace place = new StorePlace("s3://etcd-backups/prod/", "https://s3.example.org", "eu-1", true, "/ca.crt");
        SnapshotChoice choice = SnapshotChoice.stored(place.at("s3://etcd-backups/prod/a.db"));
        Settings kept = Settings.DEFAULT.withStore(new StoreProfile("old", place))
                .withStore(new StoreProfile("old", place.at("s3://other/")))
                .withStore(new StoreProfile("backups", place))
                .withRecent(new RecentSnapshot(choice.shown(), Optional.empty(), Verdict.RESTORABLE, Optional.empty(),
                        Optional.empty(), 7, NOW, Optional.empty(), choice.place()))
                .withInterrupted(Plain.interrupted(
                        new InterruptedRun.Progress(RunKind.RECOVER, NOW, NOW, "SOURCE"),
                        new InterruptedRun.Subject(Optional.of(choice), Optional.empty()),
                        TypedForms.NONE.withSource(new SourceForm(SourceKind.STORE, CONNECTION, "", List.of(),
                                Optional.empty(), Optional.of(place)), Map.of(), Optional.empty()),
                        Optional.empty()));
        new SettingsFile(file).save(kept);

        Settings loaded = new SettingsFile(file).load().settings();

        assertThat(loaded).isEqualTo(kept);
        assertThat(loaded.recent().getFirst().name()).isEqualTo(choice.name());
        assertThat(loaded.withoutStore("old").stores()).containsExactly(new StoreProfile("backups", place));
    }

    @Test
    void keepsWhereTheDirectoriesAreWrittenAndThatAPlanIsLeftToTheHosts() throws IOException {
        InterruptedRun run = FULL.interrupted().getFirst();
        ClusterForm form = run.forms().cluster().orElseThrow();
        InterruptedRun left = Plain.interrupted(run.progress(), run.subject(),
                run.forms()
                        .withCluster(new ClusterForm(form.members(), form.token(), form.writeInto(), form.target(),
                                form.owner(), form.joinLater(), Optional.of(WritePlace.HOSTS))),
                Optional.of(new RestoreRecord("{}", Optional.empty(), NOW, NOW, Optional.empty(), Optional.of(true))));
        Settings kept = Settings.DEFAULT.withInterrupted(left);
        new SettingsFile(file).save(kept);

        assertThat(Files.readString(file)).as("the name that earlier versions read and write")
                .containsPattern("\"despite\" ?: ?true")
                .doesNotContain("rehearsalFailed");
        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(kept, ""));
    }

    /** What version 0.1 saved. If a name or a type changes, operators lose their interrupted recovery. */
    @Test
    void keepsTheFormOfVersion01() throws IOException, URISyntaxException {
        Path golden = Path.of(Objects.requireNonNull(SettingsFileTest.class.getResource("settings-0.1.json")).toURI());
        new SettingsFile(file).save(FULL);

        assertThat(file).hasSameTextualContentAs(golden);
        assertThat(new SettingsFile(golden).load()).isEqualTo(new SettingsFile.Loaded(FULL, ""));
    }

    @Test
    void readsWhatWasSavedBeforeDirectoriesWereKept() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"formatVersion\":1,\"theme\":\"DARK\",\"profiles\":[],\"recent\":[]}");

        assertThat(new SettingsFile(file).load().settings()).isEqualTo(Settings.DEFAULT.withTheme(ThemeChoice.DARK));
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

    @Test
    void keepsTheLatestSnapshotsFirstAndEachOnce() {
        Settings settings = Settings.DEFAULT;
        for (int i = 0; i < 12; i++) {
            settings = settings.withRecent(recent("/" + i % 10));
        }

        assertThat(settings.recent()).extracting(RecentSnapshot::file)
                .containsExactly("/1", "/0", "/9", "/8", "/7", "/6", "/5", "/4");
    }

    @Test
    void replacesAProfileOfTheSameName() {
        Settings settings = Settings.DEFAULT.withProfile(Plain.profile("prod", ConnectionForm.EMPTY))
                .withProfile(Plain.profile("prod", CONNECTION));

        assertThat(settings.profiles()).containsExactly(Plain.profile("prod", CONNECTION));
        assertThat(settings.withoutProfile("prod").profiles()).isEmpty();
    }

    private static RecentSnapshot recent(String path) {
        return Plain.recent(path, Optional.empty(), Verdict.DAMAGED, Optional.empty(), Optional.empty(), 0, NOW);
    }
}
