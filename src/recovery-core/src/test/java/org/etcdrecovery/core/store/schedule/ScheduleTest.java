package org.etcdrecovery.core.store.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.etcdrecovery.core.store.keep.KeepRules;
import org.etcdrecovery.core.store.objects.StoreAddress;
import org.etcdrecovery.core.store.objects.StoreAddress.Bucket;
import org.etcdrecovery.core.store.objects.StoreAddress.Folder;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.StrictYaml;
import org.etcdrecovery.core.testing.Tool;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The units and manifests that are exported, judged by systemd and by the schemas of Kubernetes. */
class ScheduleTest {
    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
    /** What a value may contain that a unit, a shell or YAML would read as something else. */
    private static final String NASTY = "a b'c\"d$e%f\\g: #h";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/prod/", "/srv/etcd snapshots"})
    void systemdAcceptsTheUnits(String to) throws IOException {
        Path service = write(SystemdTimer.files(request(StoreAddress.parse(to), "etcd", "https://10.0.0.11:2379")))
                .getFirst();

        Tool.Result verified = systemdAnalyze().run("verify", "--man=no", service, service.resolveSibling(
                "etcd-snapshot.timer"));
        assertThat(verified.exitCode()).as(verified.stderr()).isZero();
        assertThat(verified.stderr()).doesNotContain("etcd-snapshot");
    }

    @Test
    void theServiceMayDoLittle() throws IOException {
        Path service = write(SystemdTimer.files(request(new Bucket("bucket", "prod/"), "etcd",
                "https://10.0.0.11:2379"))).getFirst();

        systemdAnalyze().run("security", "--offline=true", "--threshold=30", service).ok();
    }

    @ParameterizedTest
    @CsvSource({"5, */5 * * * *, *-*-* *:00/5:00 UTC", "15, */15 * * * *, *-*-* *:00/15:00 UTC",
            "60, 0 */1 * * *, *-*-* 00/1:00:00 UTC", "360, 0 */6 * * *, *-*-* 00/6:00:00 UTC",
            "1440, 0 0 * * *, *-*-* 00:00:00 UTC"})
    void anIntervalIsTheSameForBoth(long minutes, String cron, String calendar) {
        Interval interval = new Interval(Duration.ofMinutes(minutes));

        assertThat(interval.cron()).isEqualTo(cron);
        assertThat(interval.calendar()).isEqualTo(calendar);
    }

    @Test
    void systemdRunsWhenWeSay() {
        Tool tool = systemdAnalyze();
        Instant base = Instant.parse("2026-11-22T12:34:56Z");
        for (Interval interval : Interval.usual()) {
            String printed = tool.run("calendar", "--iterations=3", "--base-time=2026-11-22 12:34:56 UTC",
                    interval.calendar()).ok();
            for (Instant run : interval.next(base, 3)) {
                assertThat(printed).as("%s", interval).contains(run.toString().replace('T', ' ').replace("Z", " UTC"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4, 7, 45, 90, 300, 1500, 2880, -60})
    void otherIntervalsAreRefused(long minutes) {
        assertThat(Interval.of(Duration.ofMinutes(minutes))).isEmpty();
        assertThat(Interval.of(Duration.ofMinutes(60).plusSeconds(1))).isEmpty();
    }

    @Test
    void kubernetesAcceptsTheManifests() throws IOException {
        Tool judge = Judges.kubernetesValidate();
        for (Path manifest : write(CronJob.files(request(new Bucket("bucket", "prod/"), NASTY, NASTY)))) {
            judge.run("--strict", "-k", "1.33", manifest).ok();
        }
    }

    @Test
    void valuesArriveAsTheyAre() throws IOException {
        ScheduleRequest request = request(new Bucket("bucket", NASTY + "/"), NASTY, NASTY);
        Map<String, Object> job = StrictYaml.documents(CronJob.files(request).getLast().text()).getFirst();

        assertThat(expanded(job.toString())).contains("--to=s3://bucket/" + NASTY + "/", "--name=" + NASTY,
                "--endpoints=" + NASTY);
        String service = SystemdTimer.files(request).getFirst().text();
        assertThat(service.lines().filter(line -> line.contains("--name="))).singleElement()
                .isEqualTo("  \"--name=a b'c\\\"d$$e%%f\\\\g: #h\" \\");
    }

    @Test
    void kubernetesExpandsNoVariableInAnArgument() {
        String name = "a$(RECOVERY_SCRATCH)$$(HOME)$b$$$";
        ScheduleRequest request = request(new Bucket("bucket", "prod/"), name, "https://10.0.0.11:2379");

        Map<String, Object> job = StrictYaml.documents(CronJob.files(request).getLast().text()).getFirst();

        assertThat(expanded(job.toString())).contains("--name=" + name + ",").doesNotContain("EXPANDED");
    }

    /** What Kubernetes makes of the arguments of a container: two dollars are one, and {@code $(NAME)} is a variable. */
    private static String expanded(String arguments) {
        return Pattern.compile("\\$(\\$|\\([^)]*\\))")
                .matcher(arguments)
                .replaceAll(found -> found.group(1).equals("$") ? "\\$" : "EXPANDED");
    }

    @Test
    void noFileHoldsASecretAndAllAreHandedOver() {
        ScheduleRequest request = request(new Bucket("bucket", "prod/"), "etcd", "https://10.0.0.11:2379");
        String service = SystemdTimer.files(request).getFirst().text();
        assertThat(service).contains("LoadCredential=etcd-ca.crt:/pki/ca.crt\n", "--cacert %d/etcd-ca.crt",
                "LoadCredential=etcd-password:/etc/etcd-backup/etcd-password\n", "--password-file %d/etcd-password",
                "LoadCredential=store-credentials:/etc/etcd-backup/store-credentials\n",
                "Environment=AWS_SHARED_CREDENTIALS_FILE=%d/store-credentials\n");
        String secret = CronJob.files(request).getFirst().text();
        assertThat(secret.lines().filter(line -> line.startsWith("  ") && line.endsWith(": ''"))).hasSize(6);
    }

    @Test
    void whatExistsIsLeftAsItIs() throws IOException {
        List<ScheduledFile> files = List.of(new ScheduledFile("a", "new"), new ScheduledFile("b", "new"));
        Files.writeString(directory.resolve("b"), "old");

        assertThatThrownBy(() -> ScheduleFiles.write(files, directory)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(directory.resolve("a")).doesNotExist();
        assertThat(directory.resolve("b")).hasContent("old");
    }

    private List<Path> write(List<ScheduledFile> files) throws IOException {
        return ScheduleFiles.write(files, directory.resolve("units"));
    }

    private static Tool systemdAnalyze() {
        Assumptions.assumeTrue(Files.isExecutable(SYSTEMD_ANALYZE), "no systemd-analyze");
        return new Tool(SYSTEMD_ANALYZE, List.of());
    }

    private static ScheduleRequest request(StoreAddress to, String name, String endpoint) {
        return ScheduleRequestBuilder.builder()
                .every(new Interval(Duration.ofHours(1)))
                .to(to instanceof Folder folder ? new Folder(folder.path().toAbsolutePath()) : to)
                .name(name)
                .rules(new KeepRules(24, 7, 4))
                .maxFall(30)
                .endpoints(List.of(endpoint))
                .caFile(Optional.of(Path.of("/pki/ca.crt")))
                .certFile(Optional.of(Path.of("/pki/client.crt")))
                .keyFile(Optional.of(Path.of("/pki/client.key")))
                .user(Optional.of("backup"))
                .storeEndpoint(Optional.of("https://s3.example.org"))
                .storeRegion(Optional.empty())
                .storeCaFile(Optional.of(Path.of("/pki/store.crt")))
                .program("/bin/true")
                .runAs("daemon")
                .secrets(Path.of("/etc/etcd-backup"))
                .image("registry.example.org/etcd-recovery:1")
                .namespace("kube-system")
                .build();
    }
}
