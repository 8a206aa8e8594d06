package org.etcdrecovery.core.contents.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CollectedRecordsTest {
    private static final long[] ALL = {0, Long.MAX_VALUE};

    private final CollectedRecords records = new CollectedRecords();
    private int count;

    @Test
    void recordsOfARangeAreCounted() {
        for (int i = 0; i < 10; i++) {
            create("key" + i, 2 + i);
        }

        assertThat(records.surviving(List.of(ALL), -1)).isEqualTo(10);
        assertThat(records.surviving(List.of(new long[]{0, 3}, new long[]{7, 8}), -1)).isEqualTo(4);
        assertThat(records.surviving(List.of(new long[]{4, 5}, new long[]{11, Long.MAX_VALUE}), -1)).isEqualTo(3);
        assertThat(records.surviving(List.of(), -1)).isZero();
    }

    /** So a state that was compacted does not count as the one that lacks more. */
    @Test
    void whatACompactionRemovesIsNotCounted() {
        int first = create("often", 2);
        int second = put(first, 3);
        int third = put(second, 4);
        put(third, 5);
        int gone = create("gone", 6);
        delete(gone, 7);
        create("gone", 8);
        int left = create("left", 9);
        delete(left, 10);

        assertThat(records.surviving(List.of(ALL), 4)).isEqualTo(7);
        assertThat(records.surviving(List.of(new long[]{0, 4}), 4)).isEqualTo(1);
        // Left are the put at 5, the one at 8, and that at 9, which is deleted later.
        assertThat(records.surviving(List.of(ALL), 9)).isEqualTo(4);
        assertThat(records.surviving(List.of(ALL), 10)).isEqualTo(2);
    }

    private int create(String key, long revision) {
        byte[] bytes = key.getBytes(US_ASCII);
        records.add(count, revision, KeyRecordTable.size(bytes.length, false));
        records.linkNew(count, bytes, 0, bytes.length);
        return count++;
    }

    private int put(int previous, long revision) {
        records.add(count, revision, KeyRecordTable.size(1, false));
        records.link(count, previous);
        return count++;
    }

    private void delete(int previous, long revision) {
        records.add(count, revision, KeyRecordTable.size(1, true));
        records.link(count, previous);
        count++;
    }
}
