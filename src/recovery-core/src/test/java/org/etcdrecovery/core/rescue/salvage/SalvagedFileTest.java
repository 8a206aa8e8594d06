package org.etcdrecovery.core.rescue.salvage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a new file is written, and what servers make of it. */
class SalvagedFileTest extends SalvageTest {
    private static final int FLIPS = LongRun.times(200, 20_000);

    @Test
    void writesNothingWithoutConsentAndNeverOverAFile() throws IOException {
        byte[] damaged = sound.clone();
        damaged[0] ^= 1;
        SalvageReport report = survey(damaged);
        Path taken = Files.writeString(directory.resolve("taken.db"), "mine");

        assertThatThrownBy(() -> write(report, directory.resolve("new.db"), Set.of(), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> write(report, taken, ALL, Progress.NONE)).isInstanceOf(IOException.class);
        assertThat(taken).hasContent("mine");
        assertThat(directory.resolve("new.db")).doesNotExist();
    }

    @Test
    void leavesNothingBehindIfItIsCancelledOrTheFileChanges() throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, leafOfKeys() * PAGE, (leafOfKeys() + 1) * PAGE, (byte) 0);
        SalvageReport report = survey(damaged);
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        Path target = directory.resolve("new.db");

        assertThatThrownBy(() -> write(report, target, ALL, cancellation.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
        Files.write(Path.of(report.file()), sound);
        assertThatThrownBy(() -> write(report, target, ALL, Progress.NONE))
                .isInstanceOf(ChangedFileException.class);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(Path.of(report.file()));
        }
    }

    @Test
    void anythingFlippedEndsInAFileThatServersReadOrInARefusal() throws IOException {
        int salvaged = 0;
        for (int seed = 0; seed < FLIPS; seed++) {
            Random random = new Random(seed);
            byte[] damaged = sound.clone();
            for (int i = 0; i <= random.nextInt(20); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
            }
            try {
                SalvageReport report = survey(damaged);
                assertThat(report.findings()).as("seed %d", seed).isNotEmpty();
                salvage(report);
                salvaged++;
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
        assertThat(salvaged).isGreaterThan(FLIPS / 2);
    }

    /** A server of each version starts from what was salvaged, and refuses to show the history with the gap. */
    @ParameterizedTest
    @EnumSource
    void realServersServeWhatIsLeft(EtcdVersion version) throws IOException {
        RealSnapshot snapshot = Snapshots.of(version, SnapshotContent.COMPACTED);
        sound = Files.readAllBytes(snapshot.file());
        records = records(sound);
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, leafOfKeys() * PAGE, (leafOfKeys() + 1) * PAGE, (byte) 0);
        SalvageReport report = survey(damaged);
        Path file = directory.resolve("salvaged.db");
        write(report, file, ALL, Progress.NONE);
        List<Member> members = Member.onFreePorts(directory, 1);
        Inspection inspection = Inspections.of(file);

        Recovery.restore(file, version, members, "salvage", 0);

        try (RealCluster cluster = RealCluster.start(version, members)) {
            cluster.awaitHealthy();
            assertThat(cluster.etcdctl().run("get", "", "--prefix", "--keys-only", "-w", "json").json().path("count"))
                    .asString()
                    .isEqualTo(String.valueOf(inspection.facts().orElseThrow().servedKeys()));
            assertThat(cluster.etcdctl()
                    .run("get", "", "--prefix", "--rev=" + (report.lastRevision() - 1))
                    .stderr()).contains("required revision has been compacted");
        }
    }
}
