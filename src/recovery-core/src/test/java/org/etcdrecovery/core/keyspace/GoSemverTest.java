package org.etcdrecovery.core.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoSemverTest {
    @ParameterizedTest
    @CsvSource({"3.6.0, 3.6.0", "03.006.0, 3.6.0", "3.6.0-, 3.6.0", "3.6.0+, 3.6.0", "3.6.1-rc.0+a, 3.6.1-rc.0+a",
            "3.6.0+a-b, 3.6.0+a-b"})
    void readsWhatEtcdReadsAndPrintsItAlike(String text, String printed) {
        assertThat(GoSemver.parse(text).map(GoSemver::toString)).contains(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3.6", "3.6.0.0", "v3.6.0", " 3.6.0", "3.x.0", "-3.6.0", "3.+6.0", "3.6.0-ü",
            "9223372036854775808.0.0", "٣.6.0"})
    void takesNothingElse(String text) {
        assertThat(GoSemver.parse(text)).isEmpty();
    }

    @Test
    void knowsItsReleaseLineHoweverLargeTheNumbersAre() {
        assertThat(GoSemver.parse("3.99999999999.7").orElseThrow().minorVersion())
                .isEqualTo(new MinorVersion(3, Integer.MAX_VALUE));
        assertThat(GoSemver.parse("3.6.0").orElseThrow().isFirstOfItsLine()).isTrue();
        assertThat(GoSemver.parse("3.6.1").orElseThrow().isFirstOfItsLine()).isFalse();
        assertThat(GoSemver.parse("3.6.0-rc.0").orElseThrow().isFirstOfItsLine()).isFalse();
    }

    @Test
    void aRangeHoldsBothItsEnds() {
        VersionRange some = VersionRange.of(new MinorVersion(3, 4), new MinorVersion(3, 6));
        assertThat(some).hasToString("3.4 to 3.6");
        assertThat(some.contains(new MinorVersion(3, 4))).isTrue();
        assertThat(some.contains(new MinorVersion(3, 6))).isTrue();
        assertThat(some.contains(new MinorVersion(3, 7))).isFalse();
        VersionRange later = VersionRange.from(new MinorVersion(3, 7));
        assertThat(later).hasToString("3.7 and later");
        assertThat(later.contains(new MinorVersion(3, 6))).isFalse();
        assertThat(later.contains(new MinorVersion(4, 0))).isTrue();
        assertThat(VersionRange.of(new MinorVersion(3, 5), new MinorVersion(3, 5))).hasToString("3.5");
    }
}
