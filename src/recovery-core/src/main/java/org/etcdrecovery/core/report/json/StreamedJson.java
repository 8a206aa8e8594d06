package org.etcdrecovery.core.report.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON document with a list of any length, printed piece by piece. It begins with the first item or the end, so that a
 * result that fails at once leaves no half of a document.
 */
public abstract class StreamedJson {
    private final String list;
    private boolean begun;
    private boolean first = true;

    /** @param list the name of the list */
    StreamedJson(String list) {
        this.list = list;
    }

    /** The next item of the list. */
    final String item(ObjectNode item) {
        String text = begin() + (first ? "\n" : ",\n") + "    "
                + Json.print(item).strip().replace("\n", "\n    ");
        first = false;
        return text;
    }

    private String begin() {
        if (begun) {
            return "";
        }
        begun = true;
        return "{\n  \"formatVersion\" : 1,\n  \"" + list + "\" : [";
    }

    /** The end of the document: what is known after the list. */
    final String end(ObjectNode rest) {
        return begin() + rest(rest);
    }

    /**
     * The end of a document after which no more items can be read.
     *
     * @param failure the document that says why
     * @return that document itself if this one has not begun
     */
    public final String end(String failure) {
        return begun ? rest(Json.object().set("failure", Json.parse(failure).path("failure"))) : failure;
    }

    private String rest(ObjectNode json) {
        String text = Json.print(json);
        return (first ? "" : "\n  ") + "]," + text.substring(text.indexOf('{') + 1);
    }

    /** Adds bytes as text as far as they are UTF-8, and in Base64 as well. */
    static ObjectNode put(String name, byte[] bytes, ObjectNode json) {
        return json.put(name, new String(bytes, UTF_8))
                .put(name + "Base64", Base64.getEncoder().encodeToString(bytes));
    }
}
