package org.etcdrecovery.core.bolt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that are sound on their own but were not written together with the pages around them. */
class PagesOfOtherCommitsTest {
    private static final int PAGE_SIZE = 1024;

    private final ImageEditor image = new ImageEditor(TreeProblemsTest.twoLevels());
    /** The branch above all leaves. */
    private final long branch = image.rootOf(0);
    private final long firstLeaf = image.child(branch, 0);

    @Test
    void aFirstKeyAboveTheOneInTheBranch() throws IOException {
        int secondBranchKey = image.branchKeyOf(branch, 1);
        int lastDigit = image.image()[secondBranchKey + 6];
        // One less than the first key of the second leaf; no leaf has such a key, and the first leaf loses its last
        // element.
        image.set(secondBranchKey + 6, lastDigit - 1).count(firstLeaf, lastElement(firstLeaf));
        assertThat(onlyProblem().kind()).isEqualTo(Problem.Kind.SEPARATOR);
    }

    @Test
    void aBranchWhoseFirstKeyIsNotTheOneAboveIt() throws IOException {
        long above = image.appendBranch("key".getBytes(US_ASCII), branch);
        image.rootOf(0, above);
        Problem problem = onlyProblem();
        assertThat(problem.kind()).isEqualTo(Problem.Kind.SEPARATOR);
        assertThat(problem.page()).isEqualTo(branch);
        assertThat(problem.path()).containsExactly(above, branch);
        assertThat(problem.summary())
                .isEqualTo("the first key is 6b657920303030, but the branch above says 6b6579");
    }

    @ParameterizedTest
    @ValueSource(ints = {PageHeader.BRANCH, PageHeader.LEAF, PageHeader.META, PageHeader.FREELIST})
    void aPageOfItsOwnWithinARun(int flags) throws IOException {
        ImageEditor run = new ImageEditor(run());
        long page = run.rootOf(0) + 2;
        assertThat(problems(run)).isEmpty();
        run.pageId(page, page).flags(page, flags);
        assertThat(problems(run)).singleElement().satisfies(problem -> {
            assertThat(problem.kind()).isEqualTo(Problem.Kind.OVERFLOW_PAGE);
            assertThat(problem.page()).isEqualTo(run.rootOf(0));
            assertThat(problem.offset()).isEqualTo(page * PAGE_SIZE);
            assertThat(problem.summary()).startsWith("page " + page + " belongs to this run, but is a ");
        });
        assertThat(problems(run.flags(page, 3))).isEmpty();
        assertThat(problems(run.flags(page, flags).pageId(page, page + 1))).isEmpty();
    }

    /** etcd's tools ignore them, so reading continues too. */
    @Test
    void theStrictWalkPassesOverPagesOfAnotherTime() throws IOException {
        image.rootOf(0, image.appendBranch("key".getBytes(US_ASCII), branch));
        image.transaction(0, 9);
        int[] leaves = new int[1];
        BoltFile.open(image.source()).check(bucket -> leaf -> leaves[0]++, Progress.NONE);
        assertThat(leaves[0]).isGreaterThan(1);
    }

    private int lastElement(long leaf) {
        return PageHeader.decode(ByteBuffer.wrap(image.image()).order(ByteOrder.LITTLE_ENDIAN),
                (int) leaf * PAGE_SIZE).count() - 1;
    }

    private Problem onlyProblem() throws IOException {
        List<Problem> problems = problems(image);
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static List<Problem> problems(ImageEditor edited) throws IOException {
        List<Problem> problems = new ArrayList<>();
        BoltFile.open(edited.source()).check(TreeVisitor.NONE, problems::add, Progress.NONE);
        return problems;
    }

    /** One value that takes a run of several pages. */
    private static byte[] run() {
        try {
            return BoltRoundTripTest.write(PAGE_SIZE, Map.of(new byte[]{1}, new byte[4 * PAGE_SIZE])).image();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
