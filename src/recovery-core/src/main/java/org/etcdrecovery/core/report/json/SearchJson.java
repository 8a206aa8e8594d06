package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.contents.ContentSearch;
import org.etcdrecovery.core.contents.ContentSearch.Part;
import tools.jackson.databind.node.ObjectNode;

/** Prints what a search finds as JSON. */
public final class SearchJson extends StreamedJson {
    public SearchJson() {
        super("matches");
    }

    /** The next match. */
    public String match(ContentSearch.Match match) {
        ObjectNode json = put("key", match.key().key(), Json.object());
        json.put("modRevision", match.key().modRevision());
        json.put("version", match.key().version());
        if (!match.key().lease().isNone()) {
            json.put("lease", match.key().lease().toString());
        }
        json.put("valueSize", match.key().valueSize());
        json.put("part", Json.name(match.part()));
        json.put("at", match.at());
        if (match.part() == Part.VALUE) {
            put("excerpt", match.excerpt(), json);
        }
        return item(json);
    }

    /** What follows the last match. */
    public String end(ContentSearch.Result result) {
        ObjectNode json = Json.object();
        json.put("recordCount", result.records());
        json.put("matchCount", result.matches());
        json.put("secretsLeftOut", result.secrets());
        result.unreadable().forEach(json.putArray("unreadable")::add);
        return end(json);
    }
}
