package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrontCodedKeysTest {
    @Test
    void findsAByteInAnyRange() {
        Random random = new Random(1);
        for (int run = 0; run < 300; run++) {
            List<byte[]> keys = madeKeys(random, 1 + random.nextInt(100), random.nextInt(3));
            FrontCodedKeys coded = code(keys);
            for (int i = 0; i < 50; i++) {
                int from = random.nextInt(keys.size() + 1);
                int to = from + random.nextInt(keys.size() + 1 - from);
                int skip = random.nextInt(1 + common(keys.subList(from, to)));
                boolean any = keys.subList(from, to).stream().anyMatch(key -> indexOfSlash(key, skip) >= 0);
                assertThat(coded.anyHas((byte) '/', from, to, skip)).isEqualTo(any);
            }
        }
    }

    @Test
    void doesNotTakeALengthForTheByte() {
        List<byte[]> keys = new ArrayList<>();
        for (int i = 0; i < 3 * FrontCodedKeys.BLOCK; i++) {
            // Each key shares 47 bytes with the one before it, and 47 is the code of /.
            keys.add(("/" + "k".repeat(46) + (char) ('0' + i)).getBytes(ISO_8859_1));
        }
        FrontCodedKeys coded = code(keys);

        assertThat(coded.anyHas((byte) '/', 0, coded.size(), 1)).isFalse();
        assertThat(coded.anyHas((byte) '/', 0, coded.size(), 0)).isTrue();
    }

    private static List<byte[]> madeKeys(Random random, int count, int slashes) {
        String letters = "ab" + "/".repeat(slashes);
        return random.ints(count, 0, 60)
                .mapToObj(length -> random.ints(length, 0, letters.length())
                        .collect(StringBuilder::new, (text, letter) -> text.append(letters.charAt(letter)),
                                StringBuilder::append)
                        .toString())
                .map(text -> "p" + text)
                .distinct()
                .sorted()
                .map(text -> text.getBytes(ISO_8859_1))
                .toList();
    }

    private static FrontCodedKeys code(List<byte[]> keys) {
        KeyEncoder encoder = new KeyEncoder();
        keys.forEach(key -> encoder.add(key, 0, key.length));
        return KeyEncoder.build(encoder);
    }

    private static int common(List<byte[]> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        int differs = Arrays.mismatch(keys.getFirst(), keys.getLast());
        return differs < 0 ? keys.getFirst().length : differs;
    }

    private static int indexOfSlash(byte[] key, int from) {
        for (int at = from; at < key.length; at++) {
            if (key[at] == '/') {
                return at;
            }
        }
        return -1;
    }
}
