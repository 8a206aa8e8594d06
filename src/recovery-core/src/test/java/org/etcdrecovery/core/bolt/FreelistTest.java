package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The freelist, which etcd stores on every platform but Linux, must account for every page that no tree uses. */
class FreelistTest {
    private final ImageEditor image = new ImageEditor(TreeProblemsTest.twoLevels());
    private final long used = image.rootOf(0);
    private final long free = image.append(0, 0);
    private final long alsoFree = image.append(0, 0);

    @Test
    void withoutAListEveryPageThatIsNotReachedIsFree() throws IOException {
        assertThat(problems()).isEmpty();
    }

    @Test
    void aListThatNamesExactlyTheFreePagesIsSound() throws IOException {
        image.appendFreelist(2, free, alsoFree);
        assertThat(problems()).isEmpty();
    }

    @Test
    void theRealCountMayStandInTheFirstEntry() throws IOException {
        image.appendFreelist(PageHeader.COUNT_IN_FIRST_ENTRY, 2, free, alsoFree);
        assertThat(problems()).isEmpty();
    }

    @Test
    void thePagesOfTheListCountAsUsed() throws IOException {
        long list = image.appendFreelist(2, free, alsoFree);
        PageCensus census = BoltFile.open(image.source()).check(TreeVisitor.NONE, problem -> {}, Progress.NONE);
        assertThat(census.isUsed(list)).isTrue();
        assertThat(census.used()).isEqualTo(census.pages() - 2);
    }

    @Test
    void aPageThatNobodyKnows() throws IOException {
        image.appendFreelist(1, free);
        assertThat(problems()).containsExactly("page " + alsoFree + ": unreachable unfreed");
    }

    @Test
    void aPageThatIsUsedAndFree() throws IOException {
        image.appendFreelist(3, used, free, alsoFree);
        assertThat(problems()).containsExactly("page " + used + ": reachable freed");
    }

    @Test
    void theOffsetIsThatOfTheEntry() throws IOException {
        long list = image.appendFreelist(3, free, alsoFree, used);
        List<Long> offsets = new ArrayList<>();
        BoltFile.open(image.source()).check(TreeVisitor.NONE, problem -> offsets.add(problem.offset()), Progress.NONE);
        assertThat(offsets).containsExactly(list * image.meta().pageSize() + PageHeader.LENGTH + 2 * Long.BYTES);
    }

    @Test
    void aPageThatIsFreeTwice() throws IOException {
        image.appendFreelist(3, free, free, alsoFree);
        assertThat(problems()).containsExactly("page " + free + ": already freed");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, 1L << 32 | 5, Long.MIN_VALUE, -1})
    void aFreePageOutsideOfTheFile(long page) throws IOException {
        image.appendFreelist(3, free, alsoFree, page);
        assertThat(problems()).containsExactly("freelist names page " + Long.toUnsignedString(page) + " of "
                + image.meta().highWater());
    }

    @ParameterizedTest
    @ValueSource(longs = {126, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void anAbsurdCountElsewhere(long count) throws IOException {
        long list = image.appendFreelist(PageHeader.COUNT_IN_FIRST_ENTRY, count, free, alsoFree);
        assertThat(problems()).first()
                .isEqualTo("page " + list + ": freelist of " + Long.toUnsignedString(count) + " entries");
    }

    @Test
    void anAbsurdCountInTheHeader() throws IOException {
        long list = image.appendFreelist(0xFFFE, free, alsoFree);
        assertThat(problems()).first().isEqualTo("page " + list + ": freelist of 65534 entries");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, 1L << 54, Long.MIN_VALUE, -2})
    void aListOutsideOfTheFile(long page) throws IOException {
        image.freelist(page);
        assertThat(problems()).first().asString().contains("freelist page " + Long.toUnsignedString(page) + " of ");
    }

    @Test
    void aListThatIsAnotherPage() throws IOException {
        image.freelist(used);
        assertThat(problems()).first().asString().contains("freelist page of type branch and number " + used);
    }

    @Test
    void aListThatReachesBeyondTheFile() throws IOException {
        long list = image.appendFreelist(2, free, alsoFree);
        image.overflow(list, -1);
        assertThat(problems()).first().asString().contains("with 4294967295 overflow pages");
    }

    @Test
    void aListInTheMiddleOfATree() throws IOException {
        long list = image.appendFreelist(2, free, alsoFree);
        long behind = image.appendLeaf(0, new byte[]{'k'}, new byte[0]);
        image.rootOf(0, behind).overflow(list, 1);
        assertThat(problems()).contains("page " + behind + ": multiple references: tree and freelist");
    }

    private List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        BoltFile.open(image.source())
                .check(TreeVisitor.NONE, problem -> problems.add(problem.toString()),
                        Progress.NONE);
        return problems;
    }
}
