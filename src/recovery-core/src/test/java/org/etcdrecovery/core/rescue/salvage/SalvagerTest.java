package org.etcdrecovery.core.rescue.salvage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
        assertThat(salvage(report)).as("the same records in a dense file").isEqualTo(records);
    }

    /** Each page of the file in turn, zeroed. What may be missing is told by the sound file, not by the walk. */
    @Test
    void losesThePageThatDoesNotReadAndNothingElse() throws IOException {
        Map<Integer, Set<String>> leaves = recordsByPage();
        int leavesLost = 0;
        for (int page = 2; page < sound.length / PAGE; page++) {
            byte[] damaged = sound.clone();
            Arrays.fill(damaged, page * PAGE, (page + 1) * PAGE, (byte) 0);
            Map<String, String> kept;
            SalvageReport report;
            try {
                report = survey(damaged);
                kept = salvage(report);
            } catch (MalformedDataException e) {
                assertThat(page).as("%s", e).isIn(roots());
                continue;
            }
            if (leaves.containsKey(page)) {
                leavesLost++;
                Map<String, String> expected = new TreeMap<>(records);
                expected.keySet().removeAll(leaves.get(page));
                assertThat(kept).as("page %d", page).isEqualTo(expected);
                assertThat(codes(report)).as("page %d", page)
                        .containsAnyOf(SalvageCode.REVISIONS_LOST, SalvageCode.RECORDS_LOST);
            } else {
                assertThat(records.keySet()).as("page %d", page).containsAll(kept.keySet());
            }
        }
        assertThat(leavesLost).isGreaterThan(5);
    }

    /** A leaf whose last elements lie outside the page: what comes before them reads. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void namesWhatIsLostBehindTheSoundPartOfALeaf(boolean last) throws IOException {
        Map<Integer, Set<String>> leaves = recordsByPage();
        Map.Entry<Integer, Set<String>> leaf = leaves.entrySet()
                .stream()
                .filter(each -> each.getValue().stream().allMatch(key -> key.startsWith("key ")))
                .sorted(Comparator.comparing(each -> each.getValue().stream().sorted().findFirst().orElseThrow()))
                .toList()
                .get(last ? keyLeaves(leaves) - 1 : 2);
        int page = leaf.getKey();
        List<String> inside = leaf.getValue().stream().sorted().toList();
        assertThat(inside).hasSizeGreaterThan(1);
        int element = inside.size() / 2;
        byte[] damaged = sound.clone();
        // The position of the element, from its start.
        Arrays.fill(damaged, page * PAGE + 16 + element * 16 + 4, page * PAGE + 16 + element * 16 + 8, (byte) 0x7F);

        SalvageReport report = survey(damaged);
        Map<String, String> kept = salvage(report);

        Map<String, String> expected = new TreeMap<>(records);
        inside.subList(element, inside.size()).forEach(expected.keySet()::remove);
        assertThat(kept).isEqualTo(expected);
        LostRange lost = report.lostRevisions().getFirst();
        assertThat(report.lostRevisions()).hasSize(1);
        assertThat(lost.isOpen()).isEqualTo(last);
        assertThat(lost.after()).isEqualTo(main(inside.get(element - 1)));
        inside.subList(element, inside.size())
                .forEach(key -> assertThat(main(key)).isBetween(lost.after(), lost.before()));
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

    /** The newest state has lost its whole keyspace, the one before only a page. */
    @Test
    void takesTheStateThatHasMoreOfTheKeyspace() throws IOException {
        byte[] live = live();
        BoltFile newest = BoltFile.open(ByteSource.of("live", live));
        // The other state has a root of its own: the last commits wrote keys.
        int root = rootOfKeys(live);
        Arrays.fill(live, root * PAGE, (root + 1) * PAGE, (byte) 0);

        SalvageReport report = survey(live);

        assertThat(report.transaction()).isEqualTo(newest.meta().txid() - 1);
        assertThat(report.records()).isPositive();
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

    /** The records of each leaf that is not inline, by the first page of the leaf. */
    private Map<Integer, Set<String>> recordsByPage() throws IOException {
        Map<Integer, Set<String>> pages = new TreeMap<>();
        BoltFile.open(ByteSource.of("sound", sound)).walk(bucket -> leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                int page = (int) (leaf.offset(0) / PAGE);
                String name = bucket.name() + " " + HEX.formatHex(leaf.key(i));
                if (isHead(page, leaf.count()) && records.containsKey(name)) {
                    pages.computeIfAbsent(page, _ -> new TreeSet<>()).add(name);
                }
            }
        }, Progress.NONE);
        return pages;
    }

    private boolean isHead(int page, int count) {
        ByteBuffer header = ByteBuffer.wrap(sound).order(ByteOrder.LITTLE_ENDIAN);
        return header.getLong(page * PAGE) == page && header.getShort(page * PAGE + 8) == 2
                && header.getShort(page * PAGE + 10) == count;
    }

    private static int keyLeaves(Map<Integer, Set<String>> leaves) {
        return (int) leaves.values()
                .stream()
                .filter(keys -> keys.stream().allMatch(key -> key.startsWith("key ")))
                .count();
    }

    /** The pages without which nothing of the keyspace is found. */
    private List<Integer> roots() throws IOException {
        int root = (int) BoltFile.open(ByteSource.of("sound", sound)).meta().root();
        return List.of(root, rootOfKeys(sound));
    }

    /** Where the bucket “key” begins in the newest state of an image. */
    private static int rootOfKeys(byte[] image) throws IOException {
        int root = (int) BoltFile.open(ByteSource.of("image", image)).meta().root();
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int count = bytes.getShort(root * PAGE + 10);
        for (int i = 0; i < count; i++) {
            int element = root * PAGE + 16 + i * 16;
            int key = element + bytes.getInt(element + 4);
            int length = bytes.getInt(element + 8);
            if (new String(image, key, length, ISO_8859_1).equals("key")) {
                return (int) bytes.getLong(key + length);
            }
        }
        throw new AssertionError("no bucket “key”");
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
