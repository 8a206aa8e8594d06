package org.etcdrecovery.core.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import org.etcdrecovery.core.text.JsonStream;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document with a list of any length, printed piece by piece. */
public abstract class StreamedJson {
    private final JsonStream stream;

    /** @param list the name of the list */
    StreamedJson(String list) {
        stream = new JsonStream(list);
    }

    /** The next item of the list. */
    final String item(ObjectNode item) {
        return stream.item(item);
    }

    /** The end of the document: what is known after the list. */
    final String end(ObjectNode rest) {
        return stream.end(rest);
    }

    /**
     * The end of a document after which no more items can be read.
     *
     * @param failure the document that says why
     * @return that document itself if this one has not begun
     */
    public final String end(String failure) {
        return stream.hasBegun()
                ? stream.end(Json.object().set("failure", Json.parse(failure).path("failure")))
                : failure;
    }

    /** Adds bytes as text, with U+FFFD in place of what is not UTF-8, and in Base64. */
    static ObjectNode put(String name, byte[] bytes, ObjectNode json) {
        return json.put(name, new String(bytes, UTF_8))
                .put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
    }
}
