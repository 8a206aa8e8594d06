package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.explain.Explanation;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what codes mean. */
public final class ExplanationJson {
    private ExplanationJson() {}

    /** Explanations as indented JSON with a final line feed. */
    public static String print(List<Explanation> explanations) {
        ObjectNode json = Json.document();
        ArrayNode list = json.putArray("codes");
        for (Explanation each : explanations) {
            list.addObject()
                    .put("code", each.code())
                    .put("title", each.title())
                    .put("cause", each.cause())
                    .put("remedy", each.remedy());
        }
        return Json.print(json);
    }
}
