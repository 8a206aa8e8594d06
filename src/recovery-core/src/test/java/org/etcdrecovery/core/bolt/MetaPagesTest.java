package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.bytes.MalformedDataException.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the two meta pages is used, and what is reported if neither is valid. */
class MetaPagesTest {
    /** Offsets from the start of a page. */
    private static final int MAGIC = 16;
    private static final int VERSION = 20;
    private static final int TXID = 64;
    private static final int CHECKSUM = 72;

    private final byte[] image = image(4096);

    @Test
    void theNewerOneCounts() throws IOException {
        assertThat(open(image).meta().txid()).isEqualTo(1);
        byte[] swapped = image.clone();
        swapPages(swapped, 4096);
        assertThat(open(swapped).meta().txid()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2048, 4096, 16384, 65536})
    void eitherOneIsEnoughWhateverThePageSize(int pageSize) throws IOException {
        for (int page = 0; page < 2; page++) {
            byte[] damaged = image(pageSize);
            damaged[page * pageSize + CHECKSUM] ^= 1;
            BoltFile file = open(damaged);
            assertThat(file.meta().pageSize()).isEqualTo(pageSize);
            assertThat(file.meta().txid()).isEqualTo(page == 0 ? 1 : 0);
            assertThat(file.metaProblems()).singleElement()
                    .extracting(Problem::summary, Problem::page)
                    .containsExactly("meta page: a checksum that does not match", (long) page);
        }
    }

    @Test
    void aSoundMetaOnAPageThatSaysItIsAnotherCountsButIsNamed() throws IOException {
        BoltFile file = open(new ImageEditor(image).pageId(1, 7).image());
        assertThat(file.meta().txid()).isEqualTo(1);
        assertThat(file.metaProblems()).singleElement()
                .extracting(Problem::summary)
                .isEqualTo("meta page: a page header of type meta and number 7");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "3, 3", "0, 2", "7, 4", "-1, 1"})
    void metasThatAreNotOfTwoTransactionsInARowAreNamed(long first, long second) throws IOException {
        BoltFile file = open(new ImageEditor(image).transaction(0, first).transaction(1, second).image());
        assertThat(file.metaProblems()).singleElement()
                .extracting(Problem::kind, Problem::summary)
                .containsExactly(Problem.Kind.META_TRANSACTIONS, "the meta pages are of transactions "
                        + Long.toUnsignedString(first) + " and " + Long.toUnsignedString(second));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "2, 1", "8, 9"})
    void metasOfTwoTransactionsInARowAreSound(long first, long second) throws IOException {
        assertThat(open(new ImageEditor(image).transaction(0, first).transaction(1, second).image()).metaProblems())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({CHECKSUM + ",DAMAGED,checksum", TXID + ",DAMAGED,checksum", MAGIC + ",NOT_THIS_FORMAT,magic",
            VERSION + ",UNSUPPORTED_VERSION,format version 3"})
    void withoutEitherOneThereIsNoFile(int field, Kind kind, String words) {
        byte[] damaged = image.clone();
        damaged[field] ^= 1;
        damaged[4096 + field] ^= 1;
        assertRefused(damaged, kind, words);
    }

    @Test
    void oneMetaWithTheMagicIsEnoughToCallItDamaged() {
        byte[] damaged = image.clone();
        Arrays.fill(damaged, 0, 512, (byte) 0);
        damaged[4096 + CHECKSUM] ^= 1;
        assertRefused(damaged, Kind.DAMAGED, "checksum");
    }

    @Test
    void theByteOrderOfAnotherMachineIsNotDamage() {
        byte[] bigEndian = new ImageEditor(image).set(MAGIC, 0xED, 0x0C, 0xDA, 0xED)
                .set(4096 + MAGIC, 0xED, 0x0C, 0xDA, 0xED)
                .image();
        assertRefused(bigEndian, Kind.UNSUPPORTED_VERSION, "big-endian");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1000, 1025, 3072, 1 << 30, -1})
    void aPageSizeThatIsNone(int pageSize) {
        byte[] absurd = new ImageEditor(image)
                .meta(old -> new Meta(pageSize, old.root(), 0, old.freelist(), old.highWater(), old.txid()))
                .image();
        assertRefused(absurd, Kind.DAMAGED, "page size");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 100, Integer.MAX_VALUE, 1L << 52, Long.MAX_VALUE, Long.MIN_VALUE, -1})
    void aHighWaterMarkThatTheFileCannotHold(long pages) {
        byte[] absurd = new ImageEditor(image)
                .meta(old -> new Meta(old.pageSize(), old.root(), 0, old.freelist(), pages, old.txid()))
                .image();
        assertRefused(absurd, Kind.DAMAGED, Long.toUnsignedString(pages) + " pages of 4096 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 100, 512, 1024, 2047, 2048, 4095, 4096, 8192, 12287})
    void aFileThatIsCutOffIsDamagedAtAnyLength(int length) {
        assertThatThrownBy(() -> open(Arrays.copyOf(image, length)))
                .asInstanceOf(type(MalformedDataException.class))
                .extracting(MalformedDataException::kind)
                .isEqualTo(Kind.DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 16, 19})
    void aFileThatEndsBeforeTheMagicIsNothing(int length) {
        assertRefused(Arrays.copyOf(image, length), Kind.NOT_THIS_FORMAT, length + " bytes");
    }

    @Test
    void whatFollowsTheImageDoesNotMatter() throws IOException {
        assertThat(open(Arrays.copyOf(image, image.length + 32)).imageSize()).isEqualTo(image.length);
        assertThat(open(Arrays.copyOf(image, 1 << 20)).imageSize()).isEqualTo(image.length);
    }

    private static void assertRefused(byte[] bytes, Kind kind, String words) {
        assertThatThrownBy(() -> open(bytes))
                .hasMessageContaining(words)
                .asInstanceOf(type(MalformedDataException.class))
                .extracting(MalformedDataException::kind)
                .isEqualTo(kind);
    }

    private static BoltFile open(byte[] bytes) throws IOException {
        return BoltFile.open(ByteSource.of("metas", bytes));
    }

    private static void swapPages(byte[] bytes, int pageSize) {
        byte[] first = Arrays.copyOf(bytes, pageSize);
        System.arraycopy(bytes, pageSize, bytes, 0, pageSize);
        System.arraycopy(first, 0, bytes, pageSize, pageSize);
        bytes[0] = 0;
        bytes[pageSize] = 1;
    }

    private static byte[] image(int pageSize) {
        try {
            return BoltRoundTripTest.write(pageSize, Map.of(new byte[]{1}, new byte[]{2})).image();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
