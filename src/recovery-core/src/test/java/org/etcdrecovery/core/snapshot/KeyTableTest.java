package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyTableTest {
    private final KeyFingerprint fingerprint = new KeyFingerprint();

    @Property(tries = 100)
    void isAMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20_000) int changes,
            @ForAll @IntRange(min = 1, max = 8000) int keys, @ForAll @IntRange(max = 90) int removedPercent) {
        Random random = new Random(seed);
        KeyTable table = new KeyTable(true, true);
        Map<Integer, Integer> expected = new HashMap<>();
        for (int record = 0; record < changes; record++) {
            int key = random.nextInt(keys);
            Integer before;
            int replaced;
            if (random.nextInt(100) < removedPercent) {
                before = expected.remove(key);
                replaced = remove(table, key);
            } else {
                before = expected.put(key, record);
                replaced = put(table, key, record);
            }
            assertThat(replaced).isEqualTo(before == null ? KeyTable.NONE : before);
            assertThat(table.stateBefore()).isEqualTo(before == null ? 0 : before + 1);
            assertThat(table.size()).isEqualTo(expected.size());
        }
        for (Map.Entry<Integer, Integer> entry : expected.entrySet()) {
            assertThat(remove(table, entry.getKey())).isEqualTo(entry.getValue());
        }
        assertThat(table.size()).isZero();
    }

    @Test
    void countsWithoutRecordsToo() {
        KeyTable table = new KeyTable(false, false);
        assertThat(put(table, 1, 5)).isEqualTo(KeyTable.NONE);
        assertThat(put(table, 1, 6)).isNotEqualTo(KeyTable.NONE);
        assertThat(put(table, 2, 7)).isEqualTo(KeyTable.NONE);
        assertThat(table.size()).isEqualTo(2);
        assertThat(remove(table, 3)).isEqualTo(KeyTable.NONE);
        assertThat(remove(table, 1)).isNotEqualTo(KeyTable.NONE);
        assertThat(remove(table, 1)).isEqualTo(KeyTable.NONE);
        assertThat(table.size()).isEqualTo(1);
    }

    @Test
    void keysThatDifferOnlyInLengthOrInOneBitAreDifferent() {
        KeyTable table = new KeyTable(true, true);
        ByteBuffer zeros = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        for (int length = 0; length <= 64; length++) {
            assertThat(put(table, zeros, 0, length, length)).isEqualTo(KeyTable.NONE);
        }
        for (int bit = 0; bit < 64 * Byte.SIZE; bit++) {
            ByteBuffer oneBit = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            oneBit.put(bit / Byte.SIZE, (byte) (1 << bit % Byte.SIZE));
            assertThat(put(table, oneBit, 0, 64, 1000 + bit)).isEqualTo(KeyTable.NONE);
        }
        assertThat(table.size()).isEqualTo(65 + 64 * Byte.SIZE);
    }

    @Test
    void aKeyIsTheSameWhereverItStandsAndWhateverSurroundsIt() {
        KeyTable table = new KeyTable(true, true);
        byte[] key = "/registry/pods/default/web-0".getBytes(US_ASCII);
        for (int at = 0; at < 16; at++) {
            byte[] surrounded = new byte[key.length + 32];
            Arrays.fill(surrounded, (byte) at);
            System.arraycopy(key, 0, surrounded, at, key.length);
            ByteBuffer buffer = (at % 2 == 0
                    ? ByteBuffer.wrap(surrounded)
                    : ByteBuffer.allocateDirect(surrounded.length).put(surrounded).clear())
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertThat(put(table, buffer, at, key.length, at)).isEqualTo(at == 0 ? KeyTable.NONE : at - 1);
        }
    }

    /** The table is emptiest just after it has grown, so this tries every size up to 100 000. */
    @Test
    void takesAtMost23BytesAKeyOnceThereAreMany() {
        KeyTable table = new KeyTable(false, false);
        for (int key = 0; key < 100_000; key++) {
            put(table, key, 0);
            if (key >= 20_000 && key % 1000 == 0) {
                assertThat((double) table.bytes() / table.size()).isLessThanOrEqualTo(23);
            }
        }
    }

    private int put(KeyTable table, int key, int record) {
        ByteBuffer buffer = buffer(key);
        return put(table, buffer, 0, buffer.capacity(), record);
    }

    private int put(KeyTable table, ByteBuffer buffer, int start, int length, int record) {
        fingerprint.take(buffer, start, length);
        return table.put(fingerprint.high(), fingerprint.low(), record, record + 1);
    }

    private int remove(KeyTable table, int key) {
        ByteBuffer buffer = buffer(key);
        fingerprint.take(buffer, 0, buffer.capacity());
        return table.remove(fingerprint.high(), fingerprint.low());
    }

    private static ByteBuffer buffer(int key) {
        return ByteBuffer.wrap(("/key/" + key).getBytes(US_ASCII))
                .order(ByteOrder.LITTLE_ENDIAN);
    }
}
