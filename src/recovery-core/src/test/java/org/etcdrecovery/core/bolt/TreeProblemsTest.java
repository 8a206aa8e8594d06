package org.etcdrecovery.core.bolt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a tree can contradict itself is reported with the page in question, and the walk ends. */
class TreeProblemsTest {
    private static final int PAGE_SIZE = 1024;
    private static final int KEYS = 200;

    private final ImageEditor image = new ImageEditor(twoLevels());
    /** The branch above all leaves. */
    private final long branch = image.rootOf(0);
    private final long firstLeaf = image.child(branch, 0);
    private final long secondLeaf = image.child(branch, 1);

    @Test
    void theImageIsSoundBeforeItIsEdited() throws IOException {
        assertThat(problems()).isEmpty();
        assertThat(keys()).hasSize(KEYS);
    }

    @Test
    void aPageThatSaysItIsAnother() throws IOException {
        image.pageId(firstLeaf, 99);
        assertThat(problems())
                .containsExactly("page " + firstLeaf + ": identifies itself as page 99 (bucket key, path ["
                        + branch + ", " + firstLeaf + "])");
        assertThat(keys()).isNotEmpty().doesNotContain("key 000");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, PageHeader.META, PageHeader.FREELIST, PageHeader.LEAF | PageHeader.BRANCH, 0x40, 0xFFFF})
    void aPageOfAKindThatIsInNoTree(int flags) throws IOException {
        image.flags(secondLeaf, flags);
        assertThat(summaries()).singleElement().asString().startsWith("invalid type: ");
    }

    @Test
    void aBranchThatLeadsBackToItself() throws IOException {
        image.child(branch, 1, branch);
        assertThat(summaries()).containsExactly("multiple references to page " + branch);
    }

    @Test
    void aLeafThatHangsOnTwoElements() throws IOException {
        image.child(branch, 1, firstLeaf);
        assertThat(summaries()).containsExactly("multiple references to page " + firstLeaf);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Integer.MAX_VALUE, 1L << 32, 1L << 33 | 3, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void aChildOutsideOfTheFile(long child) throws IOException {
        image.child(branch, 3, child);
        assertThat(summaries()).containsExactly(
                "out of bounds: page " + Long.toUnsignedString(child) + " of " + image.meta().highWater());
    }

    @Test
    void theFirstPageBehindTheFile() throws IOException {
        image.child(branch, 3, image.meta().highWater());
        assertThat(summaries()).singleElement().asString().startsWith("out of bounds");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MAX_VALUE, 1 << 20, 1000})
    void anAbsurdNumberOfOverflowPages(int overflow) throws IOException {
        image.overflow(firstLeaf, overflow);
        assertThat(summaries()).containsExactly("claims " + Integer.toUnsignedString(overflow) + " overflow pages");
    }

    @Test
    void aRunThatReachesIntoTheNextPage() throws IOException {
        image.overflow(firstLeaf, 1);
        assertThat(summaries()).containsExactly(
                "page " + secondLeaf + " belongs to this run, but is a separate leaf page",
                "multiple references to page " + secondLeaf);
    }

    @Test
    void aLeafWithMoreElementsThanItHolds() throws IOException {
        image.count(firstLeaf, 0xFFFF);
        assertThat(summaries())
                .containsExactly("leaf element 0 of 65535 has no key, or lies outside the page or within another");
    }

    @Test
    void aBranchWithMoreElementsThanItHolds() throws IOException {
        image.count(branch, 0xFFFF);
        assertThat(summaries()).containsExactly("branch element 0 of 65535 lies outside the page");
    }

    @Test
    void aBranchWithoutChildren() throws IOException {
        image.count(branch, 0);
        assertThat(summaries()).containsExactly("branch element 0 of 0 lies outside the page");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anElementThatReachesBeyondItsPage(int field) throws IOException {
        for (int length : new int[]{PAGE_SIZE, Integer.MAX_VALUE, Integer.MIN_VALUE, -1}) {
            image.leafElement(firstLeaf, 2, field, length);
            assertThat(summaries()).first().asString().startsWith("leaf element 2 of ").contains("lies outside");
        }
        assertThat(keys()).contains("key 000", "key 001").doesNotContain("key 002");
    }

    @Test
    void anElementWithoutAKey() throws IOException {
        image.leafElement(firstLeaf, 2, 2, 0);
        assertThat(summaries()).first().asString().startsWith("leaf element 2 of ").contains("has no key");
    }

    @Test
    void anElementInTheTableOfElements() throws IOException {
        image.leafElement(firstLeaf, 2, 1, 0);
        assertThat(summaries()).first().asString().startsWith("leaf element 2 of ");
    }

    /** Without this, 60 000 elements that share the same bytes would be copied to 60 000 times their size. */
    @Test
    void elementsThatShareBytes() throws IOException {
        image.leafElement(firstLeaf, 2, 1, image.leafElement(firstLeaf, 2, 1) - 1);
        assertThat(summaries()).first().asString().startsWith("leaf element 2 of ");
    }

    @Test
    void keysOfALeafThatDoNotAscend() throws IOException {
        image.set(image.keyOf(firstLeaf, 2), 'k', 'e', 'y', ' ', '0', '0', '1');
        assertThat(summaries()).singleElement()
                .asString()
                .startsWith("key 2 ")
                .contains(" does not follow ");
    }

    @Test
    void keysOfABranchThatDoNotAscend() throws IOException {
        image.set(image.branchKeyOf(branch, 2), 'a');
        assertThat(summaries()).first().asString().startsWith("branch key 2 ").contains(" does not follow ");
    }

    @Test
    void aFirstKeyBelowTheOneInTheBranch() throws IOException {
        image.set(image.keyOf(secondLeaf, 0), 'a');
        assertThat(summaries()).singleElement()
                .asString()
                .startsWith("the first key ")
                .contains(" is below the one in the ancestor");
    }

    @Test
    void aLastKeyThatBelongsIntoTheNextLeaf() throws IOException {
        int last = lastElement(firstLeaf);
        image.set(image.keyOf(firstLeaf, last), 'z');
        assertThat(summaries()).singleElement().asString().contains("is not below the next in the ancestor");
    }

    @Test
    void aKeyAmongTheBuckets() throws IOException {
        image.leafElement(image.meta().root(), 0, 0, 0);
        assertThat(summaries()).containsExactly("the root bucket has 1 key that is not a bucket");
    }

    @Test
    void aBucketThatIsTooShort() throws IOException {
        image.leafElement(image.meta().root(), 0, 3, 15);
        assertThat(summaries()).containsExactly("a bucket of 15 bytes; 16 is the least");
    }

    @Test
    void anInlineBucketThatIsLargerThanAPage() throws IOException {
        long run = image.appendLeaf(1, new byte[]{'n'}, new byte[Bucket.HEADER_LENGTH]);
        image.appendAll(1);
        image.overflow(run, 1).leafElement(run, 0, 3, Bucket.HEADER_LENGTH + PAGE_SIZE + 1).rootOf(0, run);
        assertThat(summaries()).containsExactly("a bucket of 1041 bytes, more than a page");
    }

    @Test
    void anInlineBucketThatIsCutOff() throws IOException {
        image.rootOf(0, 0);
        assertThat(summaries()).containsExactly("an inline bucket that is cut off");
    }

    @Test
    void anInlineBucketThatIsNoLeaf() throws IOException {
        ImageEditor inline = new ImageEditor(
                BoltRoundTripTest.write(PAGE_SIZE, Map.of(new byte[]{1}, new byte[]{2})).image());
        int page = inline.valueOf(inline.meta().root(), 0) + Bucket.HEADER_LENGTH;
        inline.set(page + 8, PageHeader.BRANCH);
        assertThat(summaries(inline)).containsExactly("an inline bucket whose page is of type branch");
        inline.set(page + 8, PageHeader.LEAF).set(page + 10, 0xFF, 0xFF);
        assertThat(summaries(inline))
                .containsExactly("leaf element 0 of 65535 has no key, or lies outside the page or within another");
    }

    @Test
    void branchesThatGoOnAndOn() throws IOException {
        long child = firstLeaf;
        for (int i = 0; i < TreeWalk.MAX_DEPTH; i++) {
            child = image.appendBranch("key 000".getBytes(US_ASCII), child);
        }
        image.rootOf(0, child);
        assertThat(summaries()).containsExactly("the tree is deeper than 64 pages");
    }

    @Test
    void bucketsInBucketsInBuckets() throws IOException {
        long child = firstLeaf;
        for (int i = 0; i <= TreeWalk.MAX_DEPTH; i++) {
            child = image.appendLeaf(1, new byte[]{'n'}, bucket(child));
        }
        image.rootOf(0, child);
        assertThat(summaries()).containsExactly("buckets are nested deeper than 64");
    }

    @Test
    void aProblemInANestedBucket() throws IOException {
        image.pageId(firstLeaf, 99);
        image.rootOf(0, image.appendLeaf(1, new byte[]{'n'}, bucket(firstLeaf)));
        assertThat(summaries()).containsExactly("identifies itself as page 99");
    }

    @Test
    void nestedBucketsAreWalkedButNotShown() throws IOException {
        image.rootOf(0, image.appendLeaf(1, new byte[]{'n'}, bucket(firstLeaf)));
        assertThat(problems()).isEmpty();
        assertThat(keys()).containsExactly("n");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, Long.MAX_VALUE})
    void aRootOutsideOfTheFile(long root) throws IOException {
        image.meta(old -> new Meta(old.pageSize(), root, 0, old.freelist(), old.highWater(), old.txid()));
        assertThat(summaries()).singleElement().asString().startsWith("out of bounds");
    }

    @Test
    void theStrictWalkStopsAtTheFirst() throws IOException {
        image.pageId(secondLeaf, 99);
        BoltFile file = BoltFile.open(image.source());
        assertThatThrownBy(() -> file.walk(TreeVisitor.NONE, Progress.NONE))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("identifies itself as page 99");
    }

    private int lastElement(long leaf) {
        return PageHeader.decode(ByteBuffer.wrap(image.image()).order(ByteOrder.LITTLE_ENDIAN),
                (int) leaf * PAGE_SIZE).count() - 1;
    }

    private List<String> problems() throws IOException {
        List<String> problems = new ArrayList<>();
        BoltFile.open(image.source())
                .check(TreeVisitor.NONE, problem -> problems.add(problem.toString()),
                        Progress.NONE);
        return problems;
    }

    private List<String> summaries() throws IOException {
        return summaries(image);
    }

    private static List<String> summaries(ImageEditor edited) throws IOException {
        List<String> problems = new ArrayList<>();
        BoltFile.open(edited.source())
                .check(TreeVisitor.NONE, problem -> problems.add(problem.summary()),
                        Progress.NONE);
        return problems;
    }

    private List<String> keys() throws IOException {
        List<String> keys = new ArrayList<>();
        BoltFile.open(image.source()).walk(bucket -> leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                keys.add(new String(leaf.key(i), US_ASCII));
            }
        }, problem -> {}, Progress.NONE);
        return keys;
    }

    private static byte[] bucket(long root) {
        return ByteBuffer.allocate(Bucket.HEADER_LENGTH).order(ByteOrder.LITTLE_ENDIAN).putLong(root).array();
    }

    static byte[] twoLevels() {
        Map<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < KEYS; i++) {
            content.put("key %03d".formatted(i).getBytes(US_ASCII), new byte[30]);
        }
        try {
            return BoltRoundTripTest.write(PAGE_SIZE, content).image();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
