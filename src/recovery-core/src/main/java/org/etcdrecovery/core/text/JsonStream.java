package org.etcdrecovery.core.text;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON document with a list of any length, printed piece by piece. It begins with the first item or the end, so that a
 * result that fails at once leaves no half of a document.
 */
public final class JsonStream {
    private final String list;
    private boolean begun;
    private boolean first = true;

    /** @param list the name of the list */
    public JsonStream(String list) {
        this.list = list;
    }

    /** The next item of the list. */
    public String item(JsonNode item) {
        String text = begin() + (first ? "\n" : ",\n") + "    "
                + PrintedJson.of(item).replace("\n", "\n    ");
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

    /** Whether anything was printed. */
    public boolean hasBegun() {
        return begun;
    }

    /** The end of the document: what is known after the list, which must not be empty. */
    public String end(ObjectNode rest) {
        String text = PrintedJson.of(rest) + "\n";
        return begin() + (first ? "" : "\n  ") + "]," + text.substring(text.indexOf('{') + 1);
    }
}
