package org.etcdrecovery.core.raftsnap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapNameTest {
    @Test
    void namesAFile() {
        SnapName name = new SnapName(2, 0x2a);
        assertThat(name.fileName()).isEqualTo("0000000000000002-000000000000002a.snap");
        assertThat(SnapName.parse(name.fileName())).hasValue(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"db", "000000000000002a.snap.db", "0000000000000002-000000000000002a.snap.broken",
            "2-2a.snap", "0000000000000002-000000000000002A.snap"})
    void isNoOtherFile(String fileName) {
        assertThat(SnapName.parse(fileName)).isEmpty();
    }

    @Test
    void theNewestIsTheGreatest() {
        assertThat(new SnapName(2, 1)).isGreaterThan(new SnapName(1, 9));
        assertThat(new SnapName(2, -1)).isGreaterThan(new SnapName(2, 9));
    }
}
