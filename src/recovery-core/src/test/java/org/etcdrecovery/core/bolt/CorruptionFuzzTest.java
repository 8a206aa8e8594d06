package org.etcdrecovery.core.bolt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.progress.Progress;

/**
 * Whatever a file holds, reading it ends, and the only failures are problems and {@link MalformedDataException}s. For a
 * longer run: {@code mvn -pl src/recovery-core test -Dtest=CorruptionFuzzTest -Djqwik.tries.default=100000}.
 */
class CorruptionFuzzTest {
    private static final int PAGE_SIZE = 1024;

    @Property
    void flippedBytesAreAProblemOrNothing(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] image = image(random);
        for (int i = 0; i <= random.nextInt(8); i++) {
            image[random.nextInt(image.length)] = (byte) random.nextInt();
        }
        readsToAnEnd(image);
    }

    @Property
    void smashedHeadersAreAProblemOrNothing(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] image = image(random);
        for (int i = 0; i <= random.nextInt(4); i++) {
            int page = 2 + random.nextInt(image.length / PAGE_SIZE - 2);
            int at = page * PAGE_SIZE + random.nextInt(64);
            int length = Math.min(1 + random.nextInt(8), image.length - at);
            byte fill = (byte) (random.nextBoolean() ? 0xFF : random.nextInt(4));
            Arrays.fill(image, at, at + length, fill);
        }
        readsToAnEnd(image);
    }

    @Property
    void aPageInThePlaceOfAnotherIsAProblem(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] image = image(random);
        List<Integer> headed = BoltRoundTripTest.headedPages(image, PAGE_SIZE);
        int from = headed.get(random.nextInt(headed.size()));
        int to = headed.get(random.nextInt(headed.size()));
        System.arraycopy(image, from * PAGE_SIZE, image, to * PAGE_SIZE, PAGE_SIZE);
        assertThat(readsToAnEnd(image).isEmpty()).isEqualTo(from == to);
    }

    @Property
    void truncationIsNoticed(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] image = image(random);
        byte[] cut = Arrays.copyOf(image, random.nextInt(image.length));
        List<Problem> problems = new ArrayList<>();
        try {
            BoltFile.open(ByteSource.of("cut", cut)).check(TreeVisitor.NONE, problems::add, Progress.NONE);
        } catch (MalformedDataException e) {
            problems.add(new Problem(Problem.Kind.FORMAT, -1, e.offset(), "", List.of(), e.getMessage()));
        }
        assertThat(problems).isNotEmpty();
    }

    private static List<Problem> readsToAnEnd(byte[] image) throws IOException {
        List<Problem> problems = new ArrayList<>();
        try {
            BoltFile.open(ByteSource.of("fuzz", image)).check(bucket -> leaf -> {
                for (int i = 0; i < leaf.count(); i++) {
                    assertThat(leaf.key(i)).isNotEmpty();
                    assertThat(leaf.value(i)).hasSize(leaf.valueLength(i));
                }
            }, problems::add, Progress.NONE);
        } catch (MalformedDataException e) {
            problems.add(new Problem(Problem.Kind.FORMAT, -1, e.offset(), "", List.of(), e.getMessage()));
        }
        return problems;
    }

    private static byte[] image(Random random) throws IOException {
        int largest = 1 + random.nextInt(900);
        return BoltRoundTripTest.write(PAGE_SIZE, BoltRoundTripTest.random(random, 20 + random.nextInt(300),
                n -> 1 + random.nextInt(40), n -> random.nextInt(largest))).image();
    }
}
