package org.etcdrecovery.console.step.snapshot.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.console.run.DirectTaskRunner;
import org.etcdrecovery.console.testing.FakeDialogs;
import org.etcdrecovery.console.testing.FakeRoutes;
import org.etcdrecovery.console.testing.TestTools;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Login;
import org.etcdrecovery.core.cluster.connect.SettingsException;
import org.etcdrecovery.core.cluster.connect.TlsSettings;
import org.etcdrecovery.core.deliver.Through;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.store.schedule.Interval;
import org.etcdrecovery.core.store.schedule.ScheduledFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A save that is to be repeated. */
class RepeatModelTest {
    private static final String PASSWORD = "not-in-any-file";

    @TempDir
    private Path directory;

    private RepeatModel model;

    @BeforeEach
    void begin() throws SettingsException {
        model = new RepeatModel(TestTools.with(new DirectTaskRunner(), new FakeDialogs().choosing(directory)));
        ConnectionSettings how = ConnectionSettings.of(List.of(Endpoint.parse("https://10.0.0.11:2379", false),
                Endpoint.parse("https://10.0.0.12:2379", false)))
                .withTls(new TlsSettings(Optional.of(Path.of("/pki/ca.crt")), Optional.empty(), Optional.empty(),
                        Optional.empty(), false))
                .withLogin(Optional.of(new Login("backup", PASSWORD)));
        model.begin(how, new StorePlace("s3://etcd-backups/prod/", "https://s3.example.org", "eu-1", false, ""),
                2_300_000_000L);
    }

    private List<String> commands() {
        return model.commands().stream().map(Command::text).toList();
    }

    private String files() {
        return String.join("\n", model.made().get().orElseThrow().files().stream().map(ScheduledFile::text).toList());
    }

    @Test
    void writesTheUnitsThatTheFormDescribes() throws IOException {
        model.every().set(new Interval(Duration.ofHours(6)));
        model.maxFall().set("20");

        assertThat(files()).contains("--to=s3://etcd-backups/prod/", "--hourly=24", "--daily=7", "--weekly=4",
                "--max-fall=20", "--endpoints=https://10.0.0.11:2379,https://10.0.0.12:2379", "--user=backup",
                "--store-endpoint=https://s3.example.org", "LoadCredential=etcd-ca.crt:/pki/ca.crt",
                "OnCalendar=*-*-* 00/6:00:00 UTC").doesNotContain(PASSWORD);
        assertThat(model.next()).isEqualTo("next: 00:00, 06:00, 12:00");
        assertThat(model.space()).contains("80").contains("GB");
        assertThat(commands().getFirst()).startsWith("etcd-recovery schedule export")
                .contains("--systemd", "--every 6h", "--to s3://etcd-backups/prod/", "--max-fall 20", "--user backup",
                        "--cacert /pki/ca.crt", "--store-region eu-1", "--out .")
                .doesNotContain(PASSWORD, "--name", "--run-as");
        assertThat(commands().getLast()).startsWith("etcd-recovery store check s3://etcd-backups/prod/")
                .contains("--max-age 2h");

        model.save();

        assertThat(model.written().get()).hasSize(2).allSatisfy(file -> assertThat(file).exists());
        assertThat(Files.readString(directory.resolve("etcd-snapshot.service"))).contains("--hourly=24");
        model.hourly().set("12");
        assertThat(model.written().get()).as("they are of another form by now").isEmpty();
        model.save();
        assertThat(model.failed().get()).as("what exists is left as it is").isPresent();
    }

    @Test
    void saysThatATimerDoesNotGoThroughSsh() {
        assertThat(model.commands()).allSatisfy(command -> assertThat(command.notes()).isEmpty());
        ConnectionSettings far = ConnectionSettings.of(List.of(new Endpoint("10.0.0.11", 2379, true)))
                .withRoutes(new FakeRoutes(Through.parse(List.of("ssh://bastion")), Map.of()));
        model.begin(far, StorePlace.EMPTY.at("/var/backups"), 1);
        assertThat(model.commands()).isNotEmpty()
                .allSatisfy(command -> assertThat(command.notes()).singleElement()
                        .asString()
                        .contains("install it on a host that does"));
    }

    @Test
    void aCronJobNeedsABucketAndAnImage() {
        model.form().set(RepeatForm.CRONJOB);
        assertThat(model.problem().get()).contains("image");
        assertThat(model.made().get()).isEmpty();
        assertThat(model.commands()).isEmpty();

        model.image().set("registry.example.org/etcd-recovery:1");
        assertThat(model.problem().get()).isEmpty();
        assertThat(files()).contains("kind: CronJob", "kind: Secret");
        assertThat(commands().getFirst()).contains("--cronjob", "--image registry.example.org/etcd-recovery:1");

        model.to().set("/var/backups/etcd");
        assertThat(model.problem().get()).contains("no directory of its own");
    }

    @Test
    void saysWhatIsWrong() {
        for (String number : List.of("x", "-1", "1.5", "", "9999999")) {
            model.daily().set(number);
            assertThat(model.problem().get()).as("%s", number).contains("not a whole number");
        }
        model.daily().set("7");
        model.maxFall().set("101");
        assertThat(model.problem().get()).contains("0 to 100");
        model.maxFall().set("30");
        model.maxAge().set("0");
        assertThat(model.problem().get()).isNotEmpty();
        model.maxAge().set("2");
        for (String place : List.of("", "backups", "https://example.org/a", "s3://", "/root/backups", "/home/a/../b")) {
            model.to().set(place);
            assertThat(model.problem().get()).as("%s", place).isNotEmpty();
        }
        model.to().set("/var/backups/etcd");
        assertThat(model.problem().get()).isEmpty();
        assertThat(files()).contains("ReadWritePaths=/var/backups/etcd").doesNotContain("store-endpoint");
    }

    @Test
    void withoutARuleNothingIsEverDeleted() {
        List.of(model.hourly(), model.daily(), model.weekly()).forEach(rule -> rule.set("0"));

        assertThat(model.space()).isEqualTo("nothing is ever deleted");
        assertThat(files()).doesNotContain("--hourly");
    }

    @Test
    void suggestsAPlaceThatTheServiceMayEnter() throws SettingsException {
        RepeatModel fresh = new RepeatModel(TestTools.direct());
        fresh.begin(ConnectionSettings.of(List.of(Endpoint.parse("http://127.0.0.1:2379", false))),
                StorePlace.EMPTY.at("/root"), 1);

        assertThat(fresh.to().get()).isEqualTo("/var/backups/etcd");
        assertThat(fresh.problem().get()).isEmpty();
    }
}
