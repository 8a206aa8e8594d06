package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;

class BoltRoundTripTest {
    private static final byte[] NAME = "key".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 150)
    void whatIsWrittenIsRead(@ForAll long seed, @ForAll @IntRange(max = 3000) int elements,
            @ForAll @IntRange(min = 10, max = 14) int pageSizeBits, @ForAll @IntRange(min = 1, max = 5000) int largest)
            throws IOException {
        Random random = new Random(seed);
        Map<byte[], byte[]> content = random(random, elements, n -> 1 + random.nextInt(Math.min(largest, 600)),
                n -> random.nextInt(largest));
        MemorySink image = write(1 << pageSizeBits, content);
        assertThat(problems(image)).isEmpty();
        assertSame(read(image), content);
        BoltFile file = BoltFile.open(image.source());
        assertThat(file.imageSize()).isEqualTo(image.image().length);
        assertThat(file.meta().txid()).isEqualTo(1);
    }

    @Test
    void everyBranchHasTwoChildrenEvenWhereKeysFillAPage() throws IOException {
        Random random = new Random(1);
        for (int elements = 1; elements < 40; elements++) {
            MemorySink image = write(1024, random(random, elements, n -> 700 + random.nextInt(600), n -> 400));
            assertThat(problems(image)).isEmpty();
            assertThat(read(image)).hasSize(elements);
            assertThat(fewestChildren(image.image(), 1024)).isGreaterThanOrEqualTo(BranchBuilder.MIN_CHILDREN);
        }
    }

    @Test
    void valuesOfALittleMoreThanHalfAPageDoNotWasteTheOtherHalf() throws IOException {
        Random random = new Random(1);
        MemorySink image = write(4096, random(random, 1000, n -> 17, n -> 2300));
        assertThat(image.image().length).isLessThan(1000 * 2333 * 110 / 100);
    }

    @Test
    void smallBucketsStandInTheirParent() throws IOException {
        MemorySink image = write(4096, Map.of(new byte[]{1}, new byte[]{2}));
        assertThat(image.image()).hasSize(3 * 4096);
    }

    @Test
    void refusesKeysThatDoNotAscend() throws IOException {
        BoltWriter writer = new BoltWriter(new MemorySink(), 4096);
        BoltWriter.BucketWriter bucket = writer.bucket(NAME, 0);
        bucket.put(new byte[]{2}, new byte[1]);
        assertThatThrownBy(() -> bucket.put(new byte[]{2}, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.put(new byte[]{1, 9}, new byte[1]))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bucket.put(new byte[]{}, new byte[1])).isInstanceOf(IllegalArgumentException.class);
        bucket.put(new byte[]{(byte) 0xFF}, new byte[1]);
    }

    static MemorySink write(int pageSize, Map<byte[], byte[]> content) throws IOException {
        MemorySink image = new MemorySink();
        BoltWriter writer = new BoltWriter(image, pageSize);
        BoltWriter.BucketWriter bucket = writer.bucket(NAME, 0);
        for (Map.Entry<byte[], byte[]> element : content.entrySet()) {
            bucket.put(element.getKey(), element.getValue());
        }
        bucket.close();
        writer.finish();
        return image;
    }

    static Map<byte[], byte[]> random(Random random, int elements, IntUnaryOperator keyLength,
            IntUnaryOperator valueLength) {
        Map<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < elements; i++) {
            content.put(bytes(random, keyLength.applyAsInt(i)), bytes(random, valueLength.applyAsInt(i)));
        }
        return content;
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static List<Problem> problems(MemorySink image) throws IOException {
        List<Problem> problems = new ArrayList<>();
        BoltFile file = BoltFile.open(image.source());
        problems.addAll(file.metaProblems());
        file.check(TreeVisitor.NONE, problems::add, Progress.NONE);
        return problems;
    }

    static Map<byte[], byte[]> read(MemorySink image) throws IOException {
        Map<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
        BoltFile.open(image.source()).walk(bucket -> leaf -> {
            for (int i = 0; i < leaf.count(); i++) {
                content.put(leaf.key(i), leaf.value(i));
            }
        }, Progress.NONE);
        return content;
    }

    static void assertSame(Map<byte[], byte[]> actual, Map<byte[], byte[]> expected) {
        assertThat(actual.keySet().stream().map(Arrays::toString).toList())
                .isEqualTo(expected.keySet().stream().map(Arrays::toString).toList());
        assertThat(actual.values().stream().map(Arrays::toString).toList())
                .isEqualTo(expected.values().stream().map(Arrays::toString).toList());
    }

    private static int fewestChildren(byte[] image, int pageSize) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        return headedPages(image, pageSize).stream()
                .map(page -> PageHeader.decode(bytes, page * pageSize))
                .filter(header -> header.flags() == PageHeader.BRANCH)
                .mapToInt(PageHeader::count)
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** The first pages of all runs in an image without gaps. */
    static List<Integer> headedPages(byte[] image, int pageSize) {
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> pages = new ArrayList<>();
        for (int page = 2; page * pageSize < image.length; page += 1
                + (int) PageHeader.decode(bytes, page * pageSize).overflow()) {
            pages.add(page);
        }
        return pages;
    }
}
