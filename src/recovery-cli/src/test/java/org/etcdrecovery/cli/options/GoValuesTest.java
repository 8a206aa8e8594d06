package org.etcdrecovery.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

/** Compares with the results of Go 1.26's strconv with base 0, as pflag calls it. */
class GoValuesTest {
    @ParameterizedTest
    @CsvSource({"0x10, 16", "1_000, 1000", "-1, -1", "+5, 5", "017, 15", "0o17, 15", "0b101, 5", "0x_1, 1", "0_7, 7",
            "0X1F, 31", "0, 0", "9223372036854775807, 9223372036854775807"})
    void readsIntegers(String text, long value) throws Exception {
        assertThat(GoValues.INTEGER.convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "09", "_1", "1_", "1__0", "1e3", " 1", "0x", "--1", "0b2"})
    void refusesWhatIsNoInteger(String text) {
        assertThatThrownBy(() -> GoValues.INTEGER.convert(text)).isInstanceOf(TypeConversionException.class)
                .hasMessage("strconv.ParseInt: parsing \"" + text + "\": invalid syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "+5"})
    void anUnsignedNumberHasNoSign(String text) {
        assertThatThrownBy(() -> GoValues.UNSIGNED.convert(text))
                .hasMessage("strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-9223372036854775809", "0xffffffffffffffffff"})
    void refusesWhatIsTooLarge(String text) {
        assertThatThrownBy(() -> GoValues.INTEGER.convert(text))
                .hasMessage("strconv.ParseInt: parsing \"" + text + "\": value out of range");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "t, true", "T, true", "true, true", "TRUE, true", "True, true", "0, false", "f, false",
            "F, false", "false, false", "FALSE, false", "False, false"})
    void readsBooleans(String text, boolean value) throws Exception {
        assertThat(GoValues.BOOL.convert(text)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "tRUE", "maybe", "on"})
    void refusesWhatIsNoBoolean(String text) {
        assertThatThrownBy(() -> GoValues.BOOL.convert(text))
                .hasMessage("strconv.ParseBool: parsing \"" + text + "\": invalid syntax");
    }
}
