package org.etcdrecovery.core.report.json;

import java.util.List;
import org.etcdrecovery.core.finding.Finding;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds findings to JSON. {@code check} is missing if a finding does not belong to a check. */
final class FindingJson {
    private FindingJson() {}

    static void put(List<Finding> findings, ObjectNode json) {
        ArrayNode array = json.putArray("findings");
        findings.forEach(finding -> put(finding, array.addObject()));
    }

    private static void put(Finding finding, ObjectNode json) {
        json.put("code", finding.code().text());
        json.put("severity", Json.name(finding.severity()));
        finding.check().map(Json::name).ifPresent(check -> json.put("check", check));
        json.put("place", finding.place());
        json.put("summary", finding.summary());
        json.put("why", finding.why());
        json.put("remedy", finding.remedy());
    }
}
