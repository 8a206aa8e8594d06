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
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.junit.jupiter.api.Test;

/** With somebody who goes ahead, a walk sees what it sees without, whatever the file is like. */
class PageScoutTest {
    private static final int PAGE_SIZE = 1024;
    /** Longer than what is handed over at once. */
    private static final int LONG_VALUE = 300 << 10;

    @Property(tries = 300)
    void changesNothingInASoundFile(@ForAll long seed) throws IOException {
        byte[] image = image(new Random(seed));
        assertThat(walk(image, 0)).isEqualTo(walk(image, Long.MAX_VALUE));
        assertThat(walk(image, 0).problems).isEmpty();
    }

    @Property(tries = 1000)
    void changesNothingInADamagedFile(@ForAll long seed) throws IOException {
        Random random = new Random(seed);
        byte[] image = image(random);
        for (int i = 0; i <= random.nextInt(6); i++) {
            int page = 2 + random.nextInt(image.length / PAGE_SIZE - 2);
            int at = page * PAGE_SIZE + random.nextInt(64);
            image[at] = (byte) random.nextInt();
        }
        assertThat(walk(image, 0)).isEqualTo(walk(image, Long.MAX_VALUE));
    }

    @Test
    void comesToAnEndWhenTheWalkIsGivenUp() throws IOException {
        byte[] image = image(new Random(1));
        ByteSource source = ByteSource.of("given-up", image);
        TreeWalk walk = new TreeWalk(source, BoltFile.open(source).meta(), problem -> {},
                Progress.NONE.begin(Stage.CHECK, "", 0), 0);
        try {
            walk.walk(bucket -> leaf -> {
                throw new IOException("given up");
            });
        } catch (IOException e) {
            assertThat(e).hasMessage("given up");
        }
        assertThat(Thread.getAllStackTraces().keySet()).noneMatch(thread -> thread.getName().equals("page-scout"));
    }

    private record Seen(List<Problem> problems, int content) {}

    private static Seen walk(byte[] image, long scoutedFrom) throws IOException {
        ByteSource source = ByteSource.of("image", image);
        List<Problem> problems = new ArrayList<>();
        int[] content = new int[1];
        new TreeWalk(source, BoltFile.open(source).meta(), problems::add, Progress.NONE.begin(Stage.CHECK, "", 0),
                scoutedFrom).walk(bucket -> leaf -> {
                    for (int i = 0; i < leaf.count(); i++) {
                        content[0] = 31 * content[0] + Arrays.hashCode(leaf.key(i));
                        content[0] = 31 * content[0] + Arrays.hashCode(leaf.value(i));
                    }
                });
        return new Seen(problems, content[0]);
    }

    /** Several buckets, of which one in four has values of all lengths. */
    private static byte[] image(Random random) throws IOException {
        int largest = random.nextInt(4) == 0 ? LONG_VALUE : 1 + random.nextInt(900);
        int records = largest == LONG_VALUE ? 12 : 20 + random.nextInt(600);
        return BoltRoundTripTest.write(PAGE_SIZE, BoltRoundTripTest.random(random, records,
                n -> 1 + random.nextInt(40), n -> random.nextInt(largest))).image();
    }
}
