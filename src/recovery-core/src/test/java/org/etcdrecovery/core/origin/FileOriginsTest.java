package org.etcdrecovery.core.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of backups, as the platforms give them. */
class FileOriginsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
            "etcd-snapshot-server-1.example.com-1732485600, k3s or rke2, server-1.example.com, 2024-11-24T22:00:00Z,",
            "on-demand-cp-0-1732485600.zip, k3s or rke2, cp-0, 2024-11-24T22:00:00Z,",
            "Full-00000000-00051234-1732485600.gz, Gardener's etcd-backup-restore,, 2024-11-24T22:00:00Z, 51234",
            "Full-0-9223372036854775807-1732485600, Gardener's etcd-backup-restore,, 2024-11-24T22:00:00Z,"
                    + " 9223372036854775807",
            "Full-0-9999999999999999999-1732485600.zlib, Gardener's etcd-backup-restore,, 2024-11-24T22:00:00Z,",
            "snapshot_2024-11-24_220000.db, OpenShift,, 2024-11-24T22:00:00Z,",
            "snapshot_2024-99-24_220000.db, OpenShift,,,",
            "k0s_backup_2024-11-24T22_00_00_000Z.tar.gz, k0s,, 2024-11-24T22:00:00Z,", "etcd.backup.gz, kops,,,"})
    void tellWhoMadeThemAndWhen(String name, String maker, String node, Instant time, Long revision) {
        FileOrigin origin = FileOrigins.of(directory.resolve(name)).orElseThrow();

        assertThat(origin.maker()).isEqualTo(maker);
        assertThat(origin.node()).isEqualTo(Optional.ofNullable(node));
        assertThat(origin.time()).isEqualTo(Optional.ofNullable(time));
        assertThat(origin.revision()).isEqualTo(revision == null ? OptionalLong.empty() : OptionalLong.of(revision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"snapshot.db", "db", "Full-1-2-3", "etcd-snapshot-1732485600", "snapshot_.db",
            "k0s_backup_.tar.gz"})
    void otherNamesTellNothing(String name) {
        assertThat(FileOrigins.of(directory.resolve(name))).isEmpty();
        assertThat(FileOrigins.of(Path.of("/"))).isEmpty();
    }

    @Test
    void metadataBesideTheFileTellMore() throws IOException {
        Path backup = Files.createDirectory(directory.resolve("2024-11-24T22:00:00Z-000042"));
        Files.writeString(backup.resolve("_etcd_backup.meta"), "{\"etcdVersion\":\"3.5.9\"}");
        FileOrigin kops = FileOrigins.of(backup.resolve("etcd.backup.gz")).orElseThrow();
        assertThat(kops.version()).contains("3.5.9");
        assertThat(kops.time()).contains(Instant.parse("2024-11-24T22:00:00Z"));
    }

    /** On a node beside the directory of the snapshots, in a bucket inside it. The values can be a cluster's configuration. */
    @ParameterizedTest
    @ValueSource(strings = {"db/.metadata", "db/snapshots/.metadata"})
    void whatK3sRecordsWithASnapshotIsNamed(String folder) throws IOException {
        Path snapshots = Files.createDirectories(directory.resolve("db/snapshots"));
        Path metadata = Files.createDirectories(directory.resolve(folder));
        String name = "etcd-snapshot-a-1732485600.zip";
        Path file = snapshots.resolve(name);
        Files.writeString(metadata.resolve(name),
                "{\"provisioning-cluster-spec\":\"H4sIsecret\",\"nodeName\":\"b\\u0007\"}");

        FileOrigin origin = FileOrigins.of(file).orElseThrow();

        assertThat(origin.metadata()).containsExactly("nodeName", "provisioning-cluster-spec");
        assertThat(origin.node()).contains("a");
        assertThat(origin.words()).endsWith("recorded with it: nodeName, provisioning-cluster-spec")
                .doesNotContain("secret");
        for (String unreadable : List.of("{", "[]", "\"x\"", "{}", "")) {
            Files.writeString(metadata.resolve(name), unreadable);
            assertThat(FileOrigins.of(file).orElseThrow().metadata()).isEmpty();
        }
    }

    @Test
    void aLaterRevisionInTheNameIsAContradiction() throws IOException {
        EtcdFile file = EtcdFile.usual();
        long last = file.revision();

        assertThat(codes(inspect("Full-0-" + (last + 1) + "-1732485600", file))).containsExactly("origin.revision");
        assertThat(codes(inspect("Full-0-" + last + "-1732485600", file))).isEmpty();
        assertThat(codes(inspect("Full-0-0-1732485600", file))).isEmpty();
        for (long named : new long[]{0, last, last + 1}) {
            assertThat(codes(inspect("Incr-0-" + named + "-1732485600.gz", file))).as("a delta")
                    .containsExactly("origin.delta");
        }
    }

    @Test
    void openShiftBackupsComeInPairs() throws IOException {
        Inspection alone = inspect("snapshot_2024-11-24_220000.db", EtcdFile.usual());
        assertThat(codes(alone)).containsExactly("origin.twin-missing");
        assertThat(alone.verdict()).isEqualTo(Verdict.RESTORABLE_WITH_CARE);

        Files.writeString(directory.resolve("static_kuberesources_2024-11-24_220000.tar.gz"), "");
        assertThat(codes(inspect("snapshot_2024-11-24_220000.db", EtcdFile.usual()))).isEmpty();
    }

    @Test
    void noMemberIsOlderThanItsCluster() {
        FileOrigin origin = FileOrigin.of("kops", Optional.empty()).by(Optional.of("3.4.13"));
        assertThat(OriginCheck.of(origin, 1, MinorVersion.parse("3.5"))).singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo(OriginCode.VERSION));
        assertThat(OriginCheck.of(origin, 1, MinorVersion.parse("3.4"))).isEmpty();
        assertThat(OriginCheck.of(origin, 1, Optional.empty())).isEmpty();
        assertThat(OriginCheck.of(origin.by(Optional.of("unknown")), 1, MinorVersion.parse("3.5"))).isEmpty();
    }

    private Inspection inspect(String name, EtcdFile file) throws IOException {
        return Inspections.of(Files.write(directory.resolve(name), EtcdFile.withHash(file.image())));
    }

    private static List<String> codes(Inspection inspection) {
        return inspection.findings()
                .stream()
                .map(Finding::code)
                .filter(OriginCode.class::isInstance)
                .map(code -> code.text())
                .toList();
    }
}
