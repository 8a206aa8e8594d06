package org.etcdrecovery.core.cluster.save;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Gateway;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.RealCluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Saves snapshots from real servers. */
class SnapshotSaverTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void savesWhileAWriterIsRunning(EtcdVersion version) throws Exception {
        Path target = directory.resolve("saved.db");
        try (RealCluster cluster = RealCluster.fresh(version, directory, 1)) {
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = Thread.ofVirtual().start(() -> write(cluster.gateway(), stop));
            cluster.await("written to", () -> cluster.gateway().revision() > 20);
            if (version.hasStorageVersion()) {
                // A server states it only some seconds after its start.
                cluster.await("stating its storage version", () -> cluster.gateway()
                        .status()
                        .path("storageVersion")
                        .asString("")
                        .startsWith(version.minor()));
            }

            SavedSnapshot saved = SnapshotSaver.save(request(cluster, target), Progress.NONE);

            stop.set(true);
            writer.join();
            byte[] bytes = Files.readAllBytes(target);
            assertThat(saved.size()).isEqualTo(bytes.length);
            assertThat(bytes.length % 512).isEqualTo(32);
            assertThat(saved.imageSha256()).isEqualTo(sha256(Arrays.copyOf(bytes, bytes.length - 32)))
                    .isEqualTo(HexFormat.of().formatHex(bytes, bytes.length - 32, bytes.length));
            assertThat(saved.sha256()).isEqualTo(sha256(bytes));
            assertThat(saved.member().version()).isEqualTo(version.full());
            assertThat(saved.memberName()).isEqualTo("m1");
            assertThat(saved.storageVersion()).isEqualTo(version.hasStorageVersion() ? version.minor() + ".0" : "");
            assertThat(saved.warnings()).isEmpty();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target))).isEqualTo("rw-------");
        assertThat(left()).containsExactly("m1.etcd", "m1.etcd.log", "saved.db");
        Judges.snapshotTool(version).run("snapshot", "status", target).ok();
        Judges.snapshotTool(version)
                .run("snapshot", "restore", target, "--data-dir=" + directory.resolve("restored"))
                .ok();
    }

    private static void write(Gateway gateway, AtomicBoolean stop) {
        for (int i = 0; !stop.get(); i++) {
            gateway.put("key" + i, "value".repeat(i % 1000));
        }
    }

    @Test
    void replacesAFileOnlyByACompleteOne() throws Exception {
        Path target = Files.writeString(directory.resolve("saved.db"), "precious");
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 1)) {
            SaveRequest request = request(cluster, target);
            SaveRequest careful = new SaveRequest(request.endpoint(), request.settings(), target, false,
                    request.stall());
            assertThatThrownBy(() -> SnapshotSaver.save(careful, Progress.NONE))
                    .isInstanceOf(FileAlreadyExistsException.class);
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            assertThatThrownBy(() -> SnapshotSaver.save(request, cancelled.guard(Progress.NONE)))
                    .isInstanceOf(CancellationException.class);
            assertThat(target).hasContent("precious");

            SavedSnapshot saved = SnapshotSaver.save(request, Progress.NONE);

            assertThat(target).hasSize(saved.size());
        }
        assertThat(left()).containsExactly("m1.etcd", "m1.etcd.log", "saved.db");
    }

    @Test
    void warnsOfWritesThatOnlyTheLogOfAMemberWithoutLeaderHolds() throws Exception {
        try (RealCluster cluster = RealCluster.fresh(EtcdVersion.V3_6, directory, 3)) {
            cluster.member(1).kill();
            cluster.member(2).kill();
            SavedSnapshot saved = saveWithoutLeader(cluster);
            assertThat(saved.warnings()).singleElement().asString().startsWith("The member has no leader.");
        }
    }

    private SavedSnapshot saveWithoutLeader(RealCluster cluster) throws IOException {
        while (true) {
            SavedSnapshot saved = SnapshotSaver.save(request(cluster, directory.resolve("saved.db")), Progress.NONE);
            // The survivor notices after an election timeout.
            if (!saved.member().hasLeader()) {
                return saved;
            }
        }
    }

    @Test
    void saysThatAMemberIsNotThere() {
        Endpoint refusing = new Endpoint("127.0.0.1", 1, false);
        SaveRequest request = new SaveRequest(refusing, ConnectionSettings.of(List.of(refusing)),
                directory.resolve("saved.db"), true, SaveRequest.DEFAULT_STALL);
        assertThatThrownBy(() -> SnapshotSaver.save(request, Progress.NONE))
                .isInstanceOfSatisfying(CallFailedException.class,
                        e -> assertThat(e.failure().cause()).isEqualTo(Cause.REFUSED));
        assertThat(directory).isEmptyDirectory();
    }

    private static SaveRequest request(RealCluster cluster, Path target) throws IOException {
        Endpoint endpoint = Endpoint.parse(cluster.member(0).member().clientUrl().toString(), false);
        return new SaveRequest(endpoint, ConnectionSettings.of(List.of(endpoint)), target, true,
                Duration.ofSeconds(30));
    }

    private List<String> left() throws IOException {
        try (var files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("restored"))
                    .sorted()
                    .toList();
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
