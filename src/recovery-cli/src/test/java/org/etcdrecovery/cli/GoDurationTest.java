package org.etcdrecovery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({"5s, PT5S", "1m30s, PT1M30S", "500ms, PT0.5S", "1.5h, PT1H30M", "2us, PT0.000002S"})
    void readsWhatGoWrites(String text, Duration duration) throws Exception {
        assertThat(GoDuration.parse("--x", text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "s", "-5s", "5 s", "0s", "1000h"})
    void refusesWhatIsNoTime(String text) {
        assertThatThrownBy(() -> GoDuration.parse("--x", text)).isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("--x: '" + text + "' is not ");
    }
}
