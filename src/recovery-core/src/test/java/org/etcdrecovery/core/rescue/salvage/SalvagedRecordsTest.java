package org.etcdrecovery.core.rescue.salvage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.bytes.BadSectors;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reads is in the new file, byte for byte; what does not is named, and nothing else is missing. */
class SalvagedRecordsTest extends SalvageTest {
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

    /** As in a copy of a running member's database: every page reads, and some are from another time. */
    @Test
    void namesTheRevisionsThatAreMissingAlthoughEveryPageReads() throws IOException {
        EtcdFile file = EtcdFile.usual();
        for (long main = 10; main <= 14; main++) {
            file.without("key", new Revision(main, 0).toKey());
        }
        file.without("key", new Revision(20, 0).toKey())
                .record("key", new Revision(20, 1).toKey(), EtcdFile.keyValue(new byte[]{1}, 20, new byte[0], 0));

        SalvageReport report = survey(file.snapshot());

        assertThat(codes(report)).containsExactly(SalvageCode.REVISIONS_LOST);
        assertThat(report.lostRevisions()).containsExactly(new LostRange(9, 15, true), new LostRange(20, 20, false));
        assertThat(report.findings().getFirst().summary())
                .isEqualTo("Changes are lost in 2 ranges of revisions: 10 to 14, parts of revision 20");
        assertThat(survey(file.record("meta", "scheduledCompactRev", new Revision(20, 0).toKey()).snapshot())
                .lostRevisions()).as("a compaction may have removed them").isEmpty();
    }

    /** The disk cannot read a leaf in the middle; its neighbours come with other reads. */
    @Test
    void losesThePagesThatTheDiskCannotRead() throws IOException {
        Path file = Files.write(directory.resolve("unreadable.db"), sound);
        int page = leafOfKeys();
        Set<String> kept = new TreeSet<>();
        List<String> lost = new ArrayList<>();
        try (ByteSource broken = BadSectors.in(file, Set.of((long) page * PAGE))) {
            BoltFile.openDamaged(broken).getFirst().walk(bucket -> new LeafVisitor() {
                @Override
                public void leaf(Leaf leaf) {
                    for (int i = 0; i < leaf.count(); i++) {
                        kept.add(bucket.name() + " " + HEX.formatHex(leaf.key(i)));
                    }
                }

                @Override
                public void lost() {
                    lost.add(bucket.name());
                }
            }, _ -> {}, Progress.NONE);
        }

        Set<String> expected = new TreeSet<>(records.keySet());
        expected.removeAll(recordsByPage().get(page));
        assertThat(kept).containsAll(expected).doesNotContainAnyElementsOf(recordsByPage().get(page));
        assertThat(lost).containsExactly("key");
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
}
