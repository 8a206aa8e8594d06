package org.etcdrecovery.console.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.etcdrecovery.console.settings.SampleSettings.CONNECTION;
import static org.etcdrecovery.console.settings.SampleSettings.FULL;
import static org.etcdrecovery.console.settings.SampleSettings.NOW;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.ClusterForm;
import org.etcdrecovery.console.recovery.ConnectionForm;
import org.etcdrecovery.console.recovery.DeliveryForm;
import org.etcdrecovery.console.recovery.DeliveryForm.HostForm;
import org.etcdrecovery.console.recovery.FetchForm;
import org.etcdrecovery.console.recovery.KeyspaceForm;
import org.etcdrecovery.console.recovery.MadeFrom;
import org.etcdrecovery.console.recovery.MemberHost;
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
import org.etcdrecovery.console.testing.Plain;
import org.etcdrecovery.core.report.RecoveryReport.Incident;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator typed and chose is there again at the next start. */
class KeptSettingsTest {
    private Path file;

    @BeforeEach
    void choosePlace(@TempDir Path directory) {
        file = directory.resolve("config").resolve("settings.json");
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
        Settings settings = SampleSettings.withEvidence();

        new SettingsFile(file).save(settings);

        assertThat(new SettingsFile(file).load()).isEqualTo(new SettingsFile.Loaded(settings, ""));
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
}
