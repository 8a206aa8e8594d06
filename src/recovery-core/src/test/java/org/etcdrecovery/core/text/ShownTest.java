package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "m1", "C:\\data\\m1", "Größe é ñ", "日本語のメンバー", "участник", "חבר", "ผู้ที่นี้",
            "a\"b'c`$(d)",
            "👍🏽", "❤\uFE0F", "x\u0301\u0302\u0303\u0304", "1\u00a0000\u202f000\u3000"})
    void leavesTheLettersOfAllScripts(String text) {
        assertThat(Shown.text(text)).isEqualTo(text);
        assertThat(Shown.hasHidden(text)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("hidden")
    void escapesWhatHasNoShape(String text, String shown) {
        assertThat(Shown.text(text)).isEqualTo(shown);
        assertThat(Shown.hasHidden(text)).isTrue();
    }

    static Stream<Arguments> hidden() {
        return Stream.of(Arguments.of("\u001b]0;x\u0007", "\\x1b]0;x\\a"),
                Arguments.of("m1\r\nRESTORABLE", "m1\\r\\nRESTORABLE"),
                Arguments.of("a\tb", "a\\tb"),
                Arguments.of("\u007f", "\\x7f"),
                Arguments.of("\u009b2J", "\\u009b2J"),
                Arguments.of("\u0085", "\\u0085"),
                Arguments.of("\u2028", "\\u2028"),
                Arguments.of("\u2029", "\\u2029"),
                Arguments.of("\u061c", "\\u061c"),
                Arguments.of("\u200e\u200f", "\\u200e\\u200f"),
                Arguments.of("\u202etxt\u202c", "\\u202etxt\\u202c"),
                Arguments.of("\u2066\u2067\u2068\u2069", "\\u2066\\u2067\\u2068\\u2069"),
                Arguments.of("a\u200bb\u200cc\u200dd\ufeff", "a\\u200bb\\u200cc\\u200dd\\ufeff"),
                Arguments.of("\u00adx", "\\u00adx"),
                Arguments.of("\ue000", "\\ue000"),
                Arguments.of("\udb40\udc41", "\\U000e0041"),
                Arguments.of("\udb40\uddef", "\\U000e01ef"),
                Arguments.of("\ud800", "\\ud800"),
                Arguments.of("x\udfff", "x\\udfff"),
                Arguments.of("\u3164", "\\u3164"),
                Arguments.of("x\u0301\u0302\u0303\u0304\u0305", "x\u0301\u0302\u0303\u0304\\u0305"));
    }

    @Test
    void keepsTheLineFeedsOfThisProgram() {
        assertThat(Shown.lines("one\n\n  two\r\u2028\n")).isEqualTo("one\n\n  two\\r\\u2028\n");
    }

    @Test
    void saysHowMuchOfALongTextIsLeftOut() {
        assertThat(Shown.name("é".repeat(Shown.LONGEST_NAME))).isEqualTo("é".repeat(Shown.LONGEST_NAME));
        assertThat(Shown.name("👍".repeat(Shown.LONGEST_NAME + 7)))
                .isEqualTo("👍".repeat(Shown.LONGEST_NAME) + "… (7 more characters)");
        assertThat(Shown.message("\n".repeat(1_000_000))).hasSize(2 * Shown.LONGEST_MESSAGE + 26)
                .endsWith("\\n… (999000 more characters)");
    }

    @Property
    void nothingHiddenIsLeftAndNothingChangesTwice(@ForAll("anything") String text) {
        String shown = Shown.text(text);
        assertThat(shown.codePoints()).noneMatch(Shown::isHidden);
        assertThat(shown).doesNotContain("\n").doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]");
        assertThat(Shown.text(shown)).isEqualTo(shown);
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .edgeCases(edges -> edges.add(0x1B, 0x0A, 0x0D, 0x9B, 0x202E, 0xD800, 0xDC00, 0x301, 0xE0001))
                .map(c -> Character.isSupplementaryCodePoint(c)
                        ? Character.toString(c)
                        : String.valueOf((char) (int) c))
                .list()
                .map(parts -> String.join("", parts));
    }
}
