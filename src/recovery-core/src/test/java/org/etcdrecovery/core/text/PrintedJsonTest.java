package org.etcdrecovery.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class PrintedJsonTest {
    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Test
    void writesWhatHasNoShapeAsAnEscape() {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("name", "é日👍\u001b\u007f\u009b\u2028\u202e\u200b\udb40\udc41\n\"\\");
        assertThat(PrintedJson.of(json)).contains(
                "\"é日👍\\u001B\\u007f\\u009b\\u2028\\u202e\\u200b\\udb40\\udc41\\n\\\"\\\\\"");
    }

    @Test
    void writesHalfACharacterAsEveryReaderTakesIt() {
        assertThat(PrintedJson.of(MAPPER.createObjectNode().put("a\ud800", "\udc00"))).contains("\"a\\ufffd\"")
                .contains(": \"\\ufffd\"");
    }

    @Property
    void isReadBackAsItWas(@ForAll String name, @ForAll String value) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(whole(name), whole(value));
        String printed = PrintedJson.of(json);
        assertThat(MAPPER.readTree(printed)).isEqualTo(json);
        assertThat(printed.replace("\n", "").codePoints()).noneMatch(Shown::isHidden);
    }

    private static String whole(String text) {
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
