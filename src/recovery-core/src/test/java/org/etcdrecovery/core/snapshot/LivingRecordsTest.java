package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LivingRecordsTest {
    private final KeyFingerprint fingerprint = new KeyFingerprint();

    /** Enough changes that several batches are in progress at once, with queries in the middle of them. */
    @Property(tries = 60)
    void isTheLastThatHappenedToEachKey(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60_000) int changes,
            @ForAll @IntRange(min = 1, max = 20_000) int keys, @ForAll @IntRange(max = 60) int deletedPercent) {
        Random random = new Random(seed);
        LivingRecords living = new LivingRecords(true);
        Map<Integer, Integer> expected = new HashMap<>();
        int question = random.nextInt(changes);
        for (int record = 0; record < changes; record++) {
            int key = random.nextInt(keys);
            take(key);
            if (random.nextInt(100) < deletedPercent) {
                living.delete(fingerprint, record, null);
                expected.remove(key);
            } else {
                living.put(fingerprint, record, null);
                expected.put(key, record);
            }
            if (record == question) {
                assertThat(living.size()).isEqualTo(expected.size());
            }
        }
        assertThat(living.size()).isEqualTo(expected.size());
        Set<Integer> newest = Set.copyOf(expected.values());
        for (int record = 0; record < changes; record++) {
            assertThat(living.isNewest(record)).isEqualTo(newest.contains(record));
        }
    }

    private void take(int key) {
        byte[] bytes = ("/key/" + key).getBytes(US_ASCII);
        fingerprint.take(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length);
    }
}
