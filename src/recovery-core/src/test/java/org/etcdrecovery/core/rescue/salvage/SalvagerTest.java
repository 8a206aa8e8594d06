package org.etcdrecovery.core.rescue.salvage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.cluster.Recovery;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Cancellation;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspections;
import org.etcdrecovery.core.snapshot.Verdict;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.LongRun;
import org.etcdrecovery.core.testing.Member;
import org.etcdrecovery.core.testing.RealCluster;
import org.etcdrecovery.core.testing.RealSnapshot;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads is in the new file, byte for byte; what does not is named, and nothing else is missing. */
class SalvagerTest {
    private static final Set<SalvageCode> ALL = EnumSet.allOf(SalvageCode.class);
    private static final HexFormat HEX = HexFormat.of();
    private static final int PAGE = 4096;
    private static final int FLIPS = LongRun.times(200, 20_000);

    @TempDir
    Path directory;

    private byte[] sound;
    private Map<String, String> records;

    @BeforeEach
    void read() throws IOException {
        sound = Files.readAllBytes(Snapshots.of(EtcdVersion.V3_6, SnapshotContent.COMPACTED).file());
        records = records(sound);
    }

    @Test
    void aSoundFileHasNothingToSalvage() throws IOException {
        SalvageReport report = survey(sound);

        assertThat(report.findings()).isEmpty();
        assertThat(report.isComplete()).isTrue();
        assertThat(salvage(report)).as("the same records in a dense file").isEqualTo(records);
    }

    /** Each page of the file in turn, zeroed. */
    @Test
    void losesThePageThatDoesNotReadAndNothingElse() throws IOException {
        int salvaged = 0;
        for (int page = 2; page < sound.length / PAGE; page++) {
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, page * PAGE, (page + 1) * PAGE, (byte) 0);
            Map<String, String> readable = readable(damaged);
            try {
                SalvageReport report = survey(damaged);
                Map<String, String> kept = salvage(report);
                salvaged++;
                if (codes(report).contains(SalvageCode.RECORDS_DROPPED)) {
                    assertThat(readable.entrySet()).as("page %d", page).containsAll(kept.entrySet());
                } else {
                    assertThat(kept).as("page %d", page).isEqualTo(readable);
                }
                if (readable.size() < records.size()) {
                    assertThat(report.isComplete()).as("page %d: %s", page, report).isFalse();
                }
            } catch (MalformedDataException e) {
                assertThat(readable.keySet()).as("page %d: %s", page, e).noneMatch(key -> key.startsWith("key "));
            }
        }
        assertThat(salvaged).isGreaterThan(sound.length / PAGE / 2);
    }

    @Test
    void namesTheRevisionsThatAreLost() throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, leafOfKeys() * PAGE, (leafOfKeys() + 1) * PAGE, (byte) 0);

        SalvageReport report = survey(damaged);

        assertThat(codes(report)).containsExactly(SalvageCode.REVISIONS_LOST, SalvageCode.UNPROVEN);
        LostRange lost = report.lostRevisions().getFirst();
        assertThat(report.lostRevisions()).hasSize(1);
        Map<String, String> kept = salvage(report);
        List<String> missing = records.keySet().stream().filter(key -> !kept.containsKey(key)).toList();
        assertThat(missing).isNotEmpty().allSatisfy(key -> {
            long main = main(key);
            assertThat(main).isBetween(lost.after(), lost.before());
        });
    }

    @Test
    void anythingFlippedEndsInAFileThatServersReadOrInARefusal() throws IOException {
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
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
            }
        }
    }

    @Test
    void takesTheStateBeforeTheLastCommitIfTheNewestIsDamaged() throws IOException {
        byte[] live = live();
        BoltFile newest = BoltFile.open(ByteSource.of("live", live));
        Arrays.fill(live, (int) newest.meta().root() * PAGE, (int) (newest.meta().root() + 1) * PAGE, (byte) 0);

        SalvageReport report = survey(live);

        assertThat(report.transaction()).isEqualTo(newest.meta().txid() - 1);
        assertThat(codes(report)).containsExactly(SalvageCode.EARLIER_COMMIT, SalvageCode.UNPROVEN);
        assertThat(salvage(report)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void readsWithOneMetaPage(int page) throws IOException {
        byte[] damaged = sound.clone();
        Arrays.fill(damaged, page * PAGE, page * PAGE + 80, (byte) 0);

        SalvageReport report = survey(damaged);

        assertThat(codes(report)).containsExactly(SalvageCode.META_LOST, SalvageCode.UNPROVEN);
        assertThat(salvage(report)).isEqualTo(records);
    }

    @Test
    void writesNothingWithoutConsentAndNeverOverAFile() throws IOException {
        byte[] damaged = sound.clone();
        damaged[0] ^= 1;
        SalvageReport report = survey(damaged);
        Path taken = Files.writeString(directory.resolve("taken.db"), "mine");

        assertThatThrownBy(() -> Salvager.write(report, directory.resolve("new.db"), Set.of(), Progress.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Salvager.write(report, taken, ALL, Progress.NONE)).isInstanceOf(IOException.class);
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

        assertThatThrownBy(() -> Salvager.write(report, target, ALL, cancellation.guard(Progress.NONE)))
                .isInstanceOf(CancellationException.class);
        Files.write(report.file(), sound);
        assertThatThrownBy(() -> Salvager.write(report, target, ALL, Progress.NONE))
                .isInstanceOf(ChangedFileException.class);
        try (var left = Files.list(directory)) {
            assertThat(left).containsExactly(report.file());
        }
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
        Salvager.write(report, file, ALL, Progress.NONE);
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

    private static List<Code> codes(SalvageReport report) {
        return report.findings().stream().map(Finding::code).toList();
    }

    private SalvageReport survey(byte[] bytes) throws IOException {
        return Salvager.survey(Files.write(directory.resolve("damaged.db"), bytes), Progress.NONE);
    }

    /** Writes the file, asserts that it is sound, and returns its records but those of the mark. */
    private Map<String, String> salvage(SalvageReport report) throws IOException {
        Path file = directory.resolve("salvaged.db");
        Salvager.write(report, file, ALL, Progress.NONE);
        Inspection inspection = Inspections.of(file);
        assertThat(inspection.verdict()).as("%s", inspection.findings())
                .isIn(Verdict.RESTORABLE, Verdict.RESTORABLE_WITH_CARE);
        Map<String, String> kept = records(Files.readAllBytes(file));
        Files.delete(file);
        return kept;
    }

    /** The state of a member's database that was stopped, whose two meta pages lead to different states. */
    private byte[] live() throws IOException {
        List<Member> members = Member.onFreePorts(Files.createDirectory(directory.resolve("live")), 1);
        try (RealCluster cluster = RealCluster.start(EtcdVersion.V3_6, members)) {
            for (int i = 0; i < 50; i++) {
                cluster.etcdctl().run("put", "key" + i, "value").ok();
            }
        }
        return Files.readAllBytes(members.getFirst().dataDir().resolve("member/snap/db"));
    }

    /** The page of a leaf in the middle of the keyspace that holds nothing else. */
    private int leafOfKeys() throws IOException {
        int[] found = {0};
        long[] count = {0};
        BoltFile.open(ByteSource.of("sound", sound)).walk(bucket -> bucket.name().equals("key") ? leaf -> {
            if (count[0]++ == 2) {
                found[0] = (int) (leaf.offset(0) / PAGE);
            }
        } : null, Progress.NONE);
        assertThat(found[0]).isPositive();
        return found[0];
    }

    /** All records but the compaction marks, by bucket and key. */
    private static Map<String, String> records(byte[] image) throws IOException {
        Map<String, String> records = new TreeMap<>();
        BoltFile.open(ByteSource.of("image", image)).walk(collecting(records), Progress.NONE);
        return records;
    }

    /** What a walk still reads of a damaged image. */
    private static Map<String, String> readable(byte[] image) throws IOException {
        Map<String, String> records = new TreeMap<>();
        BoltFile.open(ByteSource.of("image", image)).walk(collecting(records), _ -> {}, Progress.NONE);
        return records;
    }

    private static TreeVisitor collecting(Map<String, String> records) {
        return bucket -> leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                if (!new String(leaf.key(i), ISO_8859_1).endsWith("CompactRev")) {
                    records.put(bucket.name() + " " + HEX.formatHex(leaf.key(i)), HEX.formatHex(leaf.value(i)));
                }
            }
        };
    }

    /** The revision of a record of the keyspace. */
    private static long main(String name) {
        return Revision.mainOf(ByteBuffer.wrap(HEX.parseHex(name.substring("key ".length()))), 0);
    }
}
