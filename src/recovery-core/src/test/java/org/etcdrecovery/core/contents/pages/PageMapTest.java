package org.etcdrecovery.core.contents.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.ImageEditor;
import org.etcdrecovery.core.bolt.PageCensus;
import org.etcdrecovery.core.bolt.Problem;
import org.etcdrecovery.core.bolt.TreeVisitor;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.EtcdFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.testing.EtcdVersion;
import org.etcdrecovery.core.testing.Judges;
import org.etcdrecovery.core.testing.SnapshotContent;
import org.etcdrecovery.core.testing.Snapshots;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageMapTest {
    @TempDir
    private Path directory;

    @Test
    void everyPageIsCountedOnce() throws IOException {
        Path file = Files.write(directory.resolve("file"), withLargeValues().image());

        PageMap map = read(file);

        assertThat(map.problems()).isEmpty();
        assertThat(map.hasFreelist()).isFalse();
        assertThat(map.kind(0)).isEqualTo(PageKind.META);
        assertThat(map.kind(1)).isEqualTo(PageKind.META);
        assertThat(map.shares()).extracting(PageMap.Share::pages)
                .satisfies(
                        counts -> assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(map.pages()));
        assertThat(map.shares()).filteredOn(share -> share.kind() == PageKind.OVERFLOW)
                .singleElement()
                .satisfies(share -> assertThat(share.bucket()).isEqualTo("key"));
        int overflow = first(map, PageKind.OVERFLOW);
        assertThat(map.kind(map.head(overflow))).isEqualTo(PageKind.LEAF);
        assertThat(map.fill(map.head(overflow))).isEqualTo(100);
        assertEqualsCheck(map, file);
    }

    @Test
    void aListOfFreePagesTellsFreeFromLost() throws IOException {
        ImageEditor editor = new ImageEditor(withLargeValues().image());
        long free = editor.append(0, 0);
        long lost = editor.append(0, 0);
        editor.appendFreelist(1, free);
        Path file = Files.write(directory.resolve("file"), editor.image());

        PageMap map = read(file);

        assertThat(map.hasFreelist()).isTrue();
        assertThat(map.kind((int) free)).isEqualTo(PageKind.FREE);
        assertThat(map.kind((int) lost)).isEqualTo(PageKind.UNREACHABLE);
        assertThat(map.kind(map.pages() - 1)).isEqualTo(PageKind.FREELIST);
        assertThat(map.problems()).singleElement().asString().contains("page " + lost, "unreachable");
        assertEqualsCheck(map, file);
        PageElements list = elements(file, map.pages() - 1);
        assertThat(list.type()).isEqualTo("freelist");
        assertThat(list.elements()).singleElement()
                .satisfies(element -> assertThat(element.page()).hasValue(free));
    }

    @Test
    void aPageOpensWithItsElements() throws IOException {
        Path file = Files.write(directory.resolve("file"), withLargeValues().image());
        PageMap map = read(file);
        int branch = first(map, PageKind.BRANCH);

        PageElements children = elements(file, branch);

        assertThat(children.type()).isEqualTo("branch");
        assertThat(children.elements()).hasSizeGreaterThan(1)
                .allSatisfy(child -> assertThat(map.bucket((int) child.page().orElseThrow())).isEqualTo("key"));
        PageElements leaf = elements(file, (int) children.elements().getFirst().page().orElseThrow());
        assertThat(leaf.type()).isEqualTo("leaf");
        assertThat(leaf.claimed()).isEqualTo(leaf.elements().size());
        assertThat(leaf.elements().getFirst().record()).contains("2/0 /key/0");
        assertThat(leaf.elements().getFirst().keySize()).isEqualTo(17);
        int overflow = first(map, PageKind.OVERFLOW);
        assertThat(elements(file, map.head(overflow)).run()).isGreaterThan(1);
        assertThat(elements(file, overflow).type()).as("inside a run").isEqualTo("none");
    }

    /** What cannot be reached is told from what is free, and nothing fails as a whole. */
    @Test
    void aDamagedFileShowsWhatCanBeReached() throws IOException {
        byte[] image = withLargeValues().image();
        ImageEditor editor = new ImageEditor(image);
        PageMap sound = read(Files.write(directory.resolve("sound"), image));
        int leaf = first(sound, PageKind.LEAF);
        editor.flags(leaf, 0x40);

        PageMap map = read(Files.write(directory.resolve("file"), editor.image()));

        assertThat(map.problems()).isNotEmpty().first().asString().contains("page " + leaf);
        assertThat(map.kind(leaf)).isEqualTo(PageKind.DAMAGED);
        assertThat(map.shares()).extracting(PageMap.Share::kind).contains(PageKind.LEAF).doesNotContain(PageKind.FREE);
        int branch = first(sound, PageKind.BRANCH);
        editor = new ImageEditor(image);
        editor.flags(branch, 0x40);
        PageMap behind = read(Files.write(directory.resolve("branch"), editor.image()));
        assertThat(behind.kind(branch)).isEqualTo(PageKind.DAMAGED);
        assertThat(behind.kind(leaf)).as("behind damage").isEqualTo(PageKind.UNREACHABLE);
        byte[] cut = java.util.Arrays.copyOf(image, image.length - 3 * 4096);
        PageMap ofCut = read(Files.write(directory.resolve("cut"), cut));
        assertThat(ofCut.pages()).isEqualTo(cut.length / 4096);
        assertThat(ofCut.problems()).isNotEmpty();
    }

    /** Any damage gives a map or a refusal. */
    @Test
    void noDamageBreaksTheMap() throws IOException {
        byte[] image = withLargeValues().image();
        Random random = new Random(16);
        for (int i = 0; i < 300; i++) {
            byte[] damaged = image.clone();
            for (int j = 0; j < 20; j++) {
                damaged[8192 + random.nextInt(damaged.length - 8192)] = (byte) random.nextInt();
            }
            Path file = Files.write(directory.resolve("file"), damaged);
            PageMap map = read(file);
            assertThat(map.pages()).isEqualTo(image.length / 4096);
            for (int page = 0; page < map.pages(); page++) {
                elements(file, page);
            }
        }
    }

    /** {@code bbolt pages} lists the type of each page, and leaves out the pages inside a run. */
    @Tag("judge")
    @ParameterizedTest
    @EnumSource(EtcdVersion.class)
    void theMapIsThatOfBbolt(EtcdVersion version) throws IOException {
        Path file = Snapshots.of(version, SnapshotContent.COMPACTED).file();

        PageMap map = read(file);

        List<String> ours = new ArrayList<>();
        for (int page = 0; page < map.pages(); page++) {
            if (map.kind(page) != PageKind.OVERFLOW) {
                ours.add(page + " " + map.kind(page).name().toLowerCase(java.util.Locale.ROOT));
            }
        }
        List<String> theirs = Judges.bbolt()
                .run("pages", file)
                .ok()
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words[0].matches("\\d+"))
                .map(words -> words[0] + " " + words[1])
                .toList();
        assertThat(ours).isEqualTo(theirs);
    }

    private static void assertEqualsCheck(PageMap map, Path file) throws IOException {
        try (ByteSource source = ByteSource.open(file)) {
            List<Problem> problems = new ArrayList<>();
            PageCensus census = BoltFile.open(source).check(TreeVisitor.NONE, problems::add, Progress.NONE);
            assertThat(map.pages()).isEqualTo((int) census.pages());
            for (int page = 0; page < map.pages(); page++) {
                boolean used = map.kind(page) != PageKind.FREE && map.kind(page) != PageKind.UNREACHABLE;
                assertThat(used).as("page %d", page).isEqualTo(census.isUsed(page));
            }
        }
    }

    private static int first(PageMap map, PageKind kind) {
        for (int page = 0; page < map.pages(); page++) {
            if (map.kind(page) == kind) {
                return page;
            }
        }
        throw new AssertionError("no page of kind " + kind);
    }

    private static PageMap read(Path file) throws IOException {
        return PageMap.read(SnapshotOpener.plain(), SnapshotName.of(file), Progress.NONE);
    }

    private static PageElements elements(Path file, int page) throws IOException {
        return PageElements.read(SnapshotOpener.plain(), SnapshotName.of(file), page, 1000);
    }

    private static EtcdFile withLargeValues() {
        EtcdFile file = EtcdFile.usual();
        for (int i = 0; i < 30; i++) {
            file.put("/large/" + i, "x".repeat(i % 10 == 0 ? 9000 : 500));
        }
        return file;
    }
}
