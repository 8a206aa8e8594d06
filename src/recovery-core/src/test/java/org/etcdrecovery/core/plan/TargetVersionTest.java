package org.etcdrecovery.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.etcdrecovery.core.keyspace.MinorVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetVersionTest {
    /** What etcdctl 3.4.23 and etcdutl 3.5.35, 3.6.16 and 3.7.3 write; 3.8 from the main branch of etcd. */
    @ParameterizedTest
    @CsvSource({"4, true, true, false, true", "5, true, true, true, true", "6, true, true, true, true",
            "7, true, true, true, false", "8, false, false, true, false"})
    void writesWhatTheToolsOfTheVersionWrite(int minor, boolean released, boolean snapFile, boolean confState,
            boolean zeroFields) {
        TargetVersion target = TargetVersion.of(new MinorVersion(3, minor)).orElseThrow();
        assertThat(target.isReleased()).isEqualTo(released);
        assertThat(target.writesSnapFile()).isEqualTo(snapFile);
        assertThat(target.writesConfState()).isEqualTo(confState);
        assertThat(target.writesZeroFields()).isEqualTo(zeroFields);
        assertThat(target).hasToString("3." + minor);
    }

    @Test
    void knowsNoOtherVersion() {
        assertThat(TargetVersion.of(new MinorVersion(3, 3))).isEmpty();
        assertThat(TargetVersion.of(new MinorVersion(4, 4))).isEmpty();
        assertThat(TargetVersion.released()).isEqualTo("3.4, 3.5, 3.6, 3.7");
    }
}
