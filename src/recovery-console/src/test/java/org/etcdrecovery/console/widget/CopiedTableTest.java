package org.etcdrecovery.console.widget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CopiedTableTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", " =1", "\t=1", "\r=1",
            "\n=1",
            "\u00a0=1", "\"=1", "'=1", "＝1", "--", "-"})
    void aSpreadsheetRunsNoCell(String text) {
        assertThat(CopiedTable.of(List.of(List.of("a", text)))).startsWith("a\t'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+1", "0", "-12.5", "3,5", "m1", "a=b", "1-2", "/registry/-x", "", "1\u00a0000"})
    void numbersAndTextsStayAsTheyAre(String text) {
        assertThat(CopiedTable.of(List.of(List.of(text, "b")))).isEqualTo(text + "\tb\n");
    }

    @Test
    void aCellIsOneCell() {
        assertThat(CopiedTable.of(List.of(List.of("head"), List.of("a\tb\r\nc\u202e"))))
                .isEqualTo("head\na\\tb\\r\\nc\\u202e\n");
    }
}
