package org.etcdrecovery.core.wal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentNameTest {
    @Test
    void namesAFile() {
        SegmentName name = new SegmentName(0x1f, -1);
        assertThat(name.fileName()).isEqualTo("000000000000001f-ffffffffffffffff.wal");
        assertThat(SegmentName.parse(name.fileName())).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-0.wal", "0.tmp", "0000000000000000-0000000000000000.wal.broken",
            "0000000000000000-000000000000000A.wal", "0000000000000000-00000000000000000.wal",
            "0000000000000000_0000000000000000.wal", "0000000000000000-0000000000000000.snap", ""})
    void isNoOtherFile(String fileName) {
        assertThat(SegmentName.parse(fileName)).isEmpty();
    }

    @Test
    void isOrderedWithoutSign() {
        assertThat(new SegmentName(1, 0)).isLessThan(new SegmentName(-1, 0));
        assertThat(new SegmentName(1, 1)).isLessThan(new SegmentName(1, -1));
    }
}
