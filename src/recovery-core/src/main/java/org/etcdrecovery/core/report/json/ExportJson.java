package org.etcdrecovery.core.report.json;

import org.etcdrecovery.core.contents.export.Export;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints as JSON what an export has written. */
public final class ExportJson {
    private ExportJson() {}

    /** The result as indented JSON with a final line feed. */
    public static String print(Export export, Export.Result result) {
        ObjectNode json = Json.document();
        json.put("file", result.file().toString());
        json.put("format", export.format().text());
        json.put("revision", result.revision());
        json.put("exported", result.exported());
        json.put("secretsWithheld", result.secretsWithheld());
        json.put("leftOutCount", result.left());
        ArrayNode left = json.putArray("leftOut");
        result.leftOut().forEach(each -> left.addObject().put("key", each.key()).put("why", each.why()));
        return ContentsJson.print(json, result.unreadable());
    }
}
