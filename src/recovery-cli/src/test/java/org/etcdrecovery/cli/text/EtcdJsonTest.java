package org.etcdrecovery.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

class EtcdJsonTest {
    private static void fields(JsonGenerator json) {
        json.writeStringProperty("text", "a\"\u001b\u202e")
                .writeNumberProperty("number", -1)
                .writeArrayPropertyStart("list")
                .writeString("x")
                .writeString("y")
                .writeEndArray();
    }

    @Test
    void writesResultsAsGoDoes() {
        assertThat(EtcdJson.compact(EtcdJsonTest::fields))
                .isEqualTo("{\"text\":\"a\\\"\\u001b\\u202e\",\"number\":-1,\"list\":[\"x\",\"y\"]}");
    }

    @Test
    void writesLogFieldsAsZapDoes() {
        assertThat(EtcdJson.logged(EtcdJsonTest::fields))
                .isEqualTo("{\"text\": \"a\\\"\\u001b\\u202e\", \"number\": -1, \"list\": [\"x\", \"y\"]}");
    }
}
