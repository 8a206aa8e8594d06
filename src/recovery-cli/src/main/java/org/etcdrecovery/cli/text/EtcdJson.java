package org.etcdrecovery.cli.text;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.etcdrecovery.core.text.PrintedJson;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.MinimalPrettyPrinter;

/**
 * A JSON object on one line, as etcd's tools print it. Uses only Jackson's generator: its mapper, which this program's
 * documents use, would load ten times as many classes for a command that prints three fields.
 */
public final class EtcdJson {
    /** Go writes the hex digits of an escape in lower case. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();

    private EtcdJson() {}

    /** Without spaces, as Go's {@code encoding/json} writes a result. */
    static String compact(Consumer<JsonGenerator> fields) {
        return write(ObjectWriteContext.empty(), fields);
    }

    /** With a space after each colon and comma, as zap's console encoder writes the fields of a log line. */
    public static String logged(Consumer<JsonGenerator> fields) {
        return write(new Spaced(), fields);
    }

    private static String write(ObjectWriteContext context, Consumer<JsonGenerator> fields) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(context, out)) {
            json.writeStartObject();
            fields.accept(json);
            json.writeEndObject();
        }
        return PrintedJson.escape(out.toString());
    }

    private static final class Spaced extends ObjectWriteContext.Base {
        @Override
        public PrettyPrinter getPrettyPrinter() {
            return new SpacedPrinter();
        }

        @Override
        public boolean hasPrettyPrinter() {
            return true;
        }
    }

    private static final class SpacedPrinter extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        @Override
        public void writeObjectNameValueSeparator(JsonGenerator json) {
            json.writeRaw(": ");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) {
            json.writeRaw(", ");
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) {
            json.writeRaw(", ");
        }
    }
}
