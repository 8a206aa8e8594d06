package org.etcdrecovery.console.explorer.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.etcdrecovery.console.text.Quantities;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevisionTextTest {
    @ParameterizedTest
    @CsvSource({"485261, 485261", "'485 261', 485261", "'485,261', 485261", "0, 0",
            "999999999999999999, 999999999999999999"})
    void readsANumberHoweverItsDigitsAreGrouped(String text, long revision) {
        assertThat(RevisionText.parse(text)).isEqualTo(OptionalLong.of(revision));
    }

    @ParameterizedTest
    @CsvSource({"''", "' '", "-1", "1e3", "0x10", "٣", "9999999999999999999"})
    void refusesWhatIsNoRevision(String text) {
        assertThat(RevisionText.parse(text)).isEmpty();
    }

    @Test
    void readsWhatTheConsoleWrites() {
        assertThat(RevisionText.parse(Quantities.number(1_234_567_890))).hasValue(1_234_567_890);
    }
}
