package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.progress.Progress;
import org.junit.jupiter.api.Test;

/** A visitor that asks for a range of keys gets all of them, and little else. */
class KeyRangeTest {
    private static final int PAGE = 1024;

    @Property(tries = 200)
    void everyKeyOfTheRangeIsSeen(@ForAll long seed, @ForAll @IntRange(max = 2000) int elements) throws IOException {
        Random random = new Random(seed);
        NavigableMap<byte[], byte[]> content = content(random, elements);
        byte[] from = key(random);
        byte[] end = key(random);

        Seen seen = visit(BoltRoundTripTest.write(PAGE, content), KeyRange.of(from, end));

        Map<byte[], byte[]> wanted = Arrays.compareUnsigned(from, end) < 0 ? content.subMap(from, end) : Map.of();
        wanted.forEach((key, value) -> assertThat(seen.keys.get(key)).isEqualTo(value));
    }

    @Test
    void aSingleKeyTakesOneLeafOfManyOrTheTwoBesideIt() throws IOException {
        Random random = new Random(1);
        NavigableMap<byte[], byte[]> content = content(random, 5000);
        MemorySink image = BoltRoundTripTest.write(PAGE, content);
        assertThat(visit(image, KeyRange.ALL).leaves).isGreaterThan(100);
        for (byte[] key : content.keySet()) {
            byte[] behind = Arrays.copyOf(key, key.length + 1);
            assertThat(visit(image, KeyRange.of(key, behind)).leaves).isEqualTo(1);
        }
        assertThat(visit(image, KeyRange.of(content.lastKey(), content.firstKey())).leaves).isLessThanOrEqualTo(2);
    }

    private static NavigableMap<byte[], byte[]> content(Random random, int elements) {
        NavigableMap<byte[], byte[]> content = new TreeMap<>(Arrays::compareUnsigned);
        for (int i = 0; i < elements; i++) {
            content.put(key(random), new byte[random.nextInt(40)]);
        }
        return content;
    }

    private static byte[] key(Random random) {
        byte[] key = new byte[1 + random.nextInt(20)];
        random.nextBytes(key);
        return key;
    }

    private static Seen visit(MemorySink image, KeyRange range) throws IOException {
        Seen seen = new Seen(range);
        BoltFile.open(image.source()).walk(bucket -> seen, Progress.NONE);
        return seen;
    }

    private static final class Seen implements LeafVisitor {
        private final KeyRange range;
        private final Map<byte[], byte[]> keys = new TreeMap<>(Arrays::compareUnsigned);
        private int leaves;

        Seen(KeyRange range) {
            this.range = range;
        }

        @Override
        public KeyRange range() {
            return range;
        }

        @Override
        public void leaf(Leaf leaf) {
            leaves++;
            for (int i = 0; i < leaf.count(); i++) {
                keys.put(leaf.key(i), leaf.value(i));
            }
        }
    }
}
