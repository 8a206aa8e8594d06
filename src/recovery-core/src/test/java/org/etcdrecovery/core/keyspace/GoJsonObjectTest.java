package org.etcdrecovery.core.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The expected results come from {@code encoding/json} of Go 1.26. */
class GoJsonObjectTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[]", "1", "\"a\"", "true", "{}x", "{}{}", "{\"a\":}", "{\"a\":1,}",
            "{'a':1}",
            "\u00ef\u00bb\u00bf{}", "{\"a\":01}", "{\"a\":NaN}", "/**/{}", "{\"a\":\"\n\"}", "nul"})
    void refusesWhatGoRefuses(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", " {\"other\":[1,{\"x\":null}]}\r\n",
            "{\"text\":null,\"flag\":null,\"id\":null}"})
    void readsAnObjectWithoutTheFields(String json) {
        GoJsonObject object = parse(json);
        assertThat(object.text("text")).isEmpty();
        assertThat(object.flag("flag")).isFalse();
        assertThat(object.unsigned("id")).isEmpty();
        assertThat(object.texts("list")).isEmpty();
    }

    @Test
    void readsFieldsInAnyCaseAndEachInItsTurn() {
        GoJsonObject object = parse("{\"Text\":\"a\",\"TEXT\":\"b\",\"text\":null,\"ID\":18446744073709551615,"
                + "\"list\":[\"x\"],\"LIST\":[\"y\",null],\"flag\":true}");
        assertThat(object.text("text")).isEqualTo("b");
        assertThat(object.unsigned("id")).contains(-1L);
        assertThat(object.texts("list")).containsExactly("y", "");
        assertThat(object.flag("flag")).isTrue();
    }

    @Test
    void oneOccurrenceOfTheWrongTypeIsEnough() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"text\":1,\"text\":\"a\"}").text("text"))
                .withMessage("its field text is not text");
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"flag\":\"true\"}").flag("flag"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"list\":{}}").texts("list"));
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"list\":[1]}").texts("list"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.0", "1e3", "18446744073709551616", "\"1\"", "true"})
    void aNumberThatDoesNotFitIsRefused(String number) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("{\"id\":" + number + "}").unsigned("id"));
    }

    @Test
    void bytesThatAreNotUtf8AreReplaced() {
        assertThat(parse("{\"text\":\"a\u00ffb\"}").text("text")).isEqualTo("a\ufffdb");
    }

    /** Each character of the text is one byte. */
    private static GoJsonObject parse(String json) {
        return GoJsonObject.parse(json.getBytes(ISO_8859_1));
    }
}
