package org.etcdrecovery.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.TypeConversionException;

/** Compares with the results of Go 1.26's time.ParseDuration. */
class GoDurationTest {
    @ParameterizedTest
    @CsvSource({"5s, PT5S", "1m30s, PT1M30S", "500ms, PT0.5S", "1.5h, PT1H30M", "2us, PT0.000002S",
            "2µs, PT0.000002S", "2μs, PT0.000002S", "0, PT0S", "-5s, PT-5S", "+1s, PT1S", ".5s, PT0.5S", "5.s, PT5S",
            "1000h, PT1000H", "0.3ns, PT0S", "9223372036854775807ns, PT2562047H47M16.854775807S"})
    void readsWhatGoReads(String text, Duration duration) {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"'', invalid duration \"\"", "soon, invalid duration \"soon\"", "5, missing unit in duration \"5\"",
            "s, invalid duration \"s\"", "5 s, 'unknown unit \" s\" in duration \"5 s\"'",
            ".s, invalid duration \".s\"",
            "-, invalid duration \"-\"", "5d, 'unknown unit \"d\" in duration \"5d\"'",
            "9223372036854775808ns, invalid duration \"9223372036854775808ns\"",
            "1s2, missing unit in duration \"1s2\"", "--5s, invalid duration \"--5s\""})
    void refusesWhatGoRefusesInItsWords(String text, String message) {
        assertThatThrownBy(() -> GoDuration.parse(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("time: " + message);
    }
}
