package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RecordSumsTest {
    private static final byte[] START = "key".getBytes(US_ASCII);

    private final KeyFingerprint fingerprint = new KeyFingerprint();
    private LivingRecords living = new LivingRecords(true);
    private RecordSums sums = new RecordSums(living);

    /** Enough records that superseded ones are dropped on the way. */
    @Property(tries = 20)
    void putsTheNewestRecordsTogether(@ForAll long seed, @ForAll @IntRange(min = 1, max = 300_000) int records,
            @ForAll @IntRange(min = 1, max = 100_000) int keys, @ForAll @IntRange(max = 60) int deletedPercent) {
        // One instance serves all tries.
        living = new LivingRecords(true);
        sums = new RecordSums(living);
        Random random = new Random(seed);
        Map<Integer, Integer> newest = new HashMap<>();
        for (int record = 0; record < records; record++) {
            int key = random.nextInt(keys);
            if (random.nextInt(100) < deletedPercent) {
                take(key);
                living.delete(fingerprint, record, null);
                newest.remove(key);
            } else {
                put(key, record);
                newest.put(key, record);
            }
        }
        TreeSet<Integer> expected = new TreeSet<>(newest.values());
        int below = random.nextInt(records + 1);
        int without = expected.isEmpty() || random.nextBoolean() ? -1 : expected.first();
        assertThat(sums.following(checksum(START), Integer.MAX_VALUE, -1)).isEqualTo(checksum(expected));
        assertThat(sums.following(checksum(START), below, -1)).isEqualTo(checksum(expected.headSet(below)));
        expected.remove(without);
        assertThat(sums.following(checksum(START), Integer.MAX_VALUE, without)).isEqualTo(checksum(expected));
    }

    @Test
    void takesMemoryForKeysAndNotForHistory() {
        int records = 2_000_000;
        int keys = 150_000;
        for (int record = 0; record < records; record++) {
            put(record % keys, record);
        }
        assertThat(sums.bytes()).isLessThan(records / 8 * 2 + keys * 8 * 2 + (1 << 20));
    }

    private void put(int key, int record) {
        take(key);
        living.put(fingerprint, record, null);
        sums.add(record, checksum(bytes(record)), lengthOf(record));
    }

    private void take(int key) {
        byte[] bytes = ("/key/" + key).getBytes(US_ASCII);
        fingerprint.take(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length);
    }

    private static int checksum(Iterable<Integer> records) {
        CRC32C crc = new CRC32C();
        crc.update(START);
        records.forEach(record -> crc.update(bytes(record)));
        return (int) crc.getValue();
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static byte[] bytes(int record) {
        return ByteBuffer.allocate(lengthOf(record)).putInt(record).array();
    }

    private static int lengthOf(int record) {
        return Integer.BYTES + record % 97;
    }
}
