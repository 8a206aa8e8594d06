package org.etcdrecovery.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class SnapshotsTest {
    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void holdWhatTheirServerSaid(EtcdVersion version, SnapshotContent content) {
        RealSnapshot snapshot = Snapshots.of(version, content);

        JsonNode status = Judges.snapshotTool(version)
                .run("snapshot", "status", snapshot.file(), "--write-out=json")
                .json();

        assertThat(status.get("revision").asLong()).isEqualTo(newestRecord(snapshot));
        if (version.hasStorageVersion()) {
            assertThat(status.get("version").asString()).isEqualTo(version.minor() + ".0");
            assertThat(status.get("totalKey").asInt()).isEqualTo(snapshot.keys().size());
        }
    }

    @ParameterizedTest
    @MethodSource("org.etcdrecovery.core.testing.Snapshots#everyVersionAndContent")
    void haveTheCompactionTheyPromise(EtcdVersion version, SnapshotContent content) {
        RealSnapshot snapshot = Snapshots.of(version, content);

        long compacted = snapshot.newestHashKv().compactRevision();

        switch (content) {
            case EMPTY, HISTORY, ALARM, LEARNER -> assertThat(compacted).isEqualTo(-1);
            case TOMBSTONE, LAST_TOMBSTONE -> assertThat(compacted).isEqualTo(snapshot.revision());
            case COMPACTED, AUTH, THREE_MEMBERS -> assertThat(compacted).isBetween(2L, snapshot.revision() - 1);
        }
    }

    @Test
    void areMadeOnceAndAgainOnlyWhenDamaged(@TempDir Path cache) throws IOException {
        Path file = Snapshots.of(EtcdVersion.V3_5, SnapshotContent.TOMBSTONE, cache).file();
        byte[] made = Files.readAllBytes(file);

        assertThat(Snapshots.of(EtcdVersion.V3_5, SnapshotContent.TOMBSTONE, cache).file()).hasBinaryContent(made);

        byte[] damaged = made.clone();
        damaged[made.length / 2] ^= 1;
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.write(file, damaged);
        RealSnapshot again = Snapshots.of(EtcdVersion.V3_5, SnapshotContent.TOMBSTONE, cache);
        assertThat(Files.readAllBytes(again.file())).isNotEqualTo(damaged);
        Judges.snapshotTool(EtcdVersion.V3_5).run("snapshot", "status", again.file()).ok();
        try (var entries = Files.list(cache)) {
            assertThat(entries).containsExactly(file.getParent());
        }
    }

    /** The revision that the tools report: that of the newest record in the file, or 0 if there is none. */
    private static long newestRecord(RealSnapshot snapshot) {
        boolean tombstoneCompactedAway = snapshot.version() == EtcdVersion.V3_4;
        return switch (snapshot.content()) {
            case EMPTY -> 0;
            case TOMBSTONE -> tombstoneCompactedAway ? snapshot.revision() - 1 : snapshot.revision();
            case LAST_TOMBSTONE -> tombstoneCompactedAway ? 0 : snapshot.revision();
            case HISTORY, COMPACTED, AUTH, ALARM, LEARNER, THREE_MEMBERS -> snapshot.revision();
        };
    }
}
