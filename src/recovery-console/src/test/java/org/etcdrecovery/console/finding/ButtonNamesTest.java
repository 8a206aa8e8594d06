package org.etcdrecovery.console.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ButtonNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            To leave them out, use --committed-only.   | To leave them out, choose “Leave them out”.
            To include them, do not use --committed-only. | To include them, choose “Take them”.
            Use “rescue snapshot” with this directory. | Use “Make a snapshot” with this directory.
            Only ZIP has entries. Leave out --entry.   | Only ZIP has entries. Open the file again.
            Look for another backup.                   | Look for another backup.
            """)
    void namesWhatTheWindowHas(String core, String window) {
        assertThat(ButtonNames.in(core)).isEqualTo(window);
    }
}
