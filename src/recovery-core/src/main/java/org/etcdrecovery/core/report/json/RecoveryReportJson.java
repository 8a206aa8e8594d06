package org.etcdrecovery.core.report.json;

import java.util.Optional;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.plan.PlanJson;
import org.etcdrecovery.core.report.RecoveryReport;
import org.etcdrecovery.core.report.RecoveryReport.Delivery;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.report.RecoveryReport.Save;
import org.etcdrecovery.core.report.ReportVerdict;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints a report as JSON. Each part is the document that the program also prints alone; parts not known yet are
 * missing. Times are UTC.
 */
public final class RecoveryReportJson {
    private RecoveryReportJson() {}

    public static String print(RecoveryReport report) {
        ObjectNode json = Json.document();
        json.put("program", report.program());
        json.put("goal", Json.name(report.goal()));
        json.put("started", report.started().toString());
        json.put("ended", report.ended().toString());
        json.put("verdict", ReportVerdict.of(report).title());
        report.incident()
                .ifPresent(incident -> json.putObject("incident")
                        .put("number", incident.number())
                        .put("operator", incident.operator())
                        .put("notes", incident.notes()));
        if (!report.times().isEmpty()) {
            ArrayNode times = json.putArray("times");
            report.times()
                    .forEach(moment -> times.addObject()
                            .put("what", moment.what())
                            .put("time", moment.time().toString()));
        }
        report.assessment().ifPresent(found -> json.set("assessment", AssessmentJson.of(found)));
        if (!report.checklist().isEmpty()) {
            ArrayNode items = json.putArray("checklist");
            report.checklist()
                    .forEach(item -> items.addObject()
                            .put("text", item.text())
                            .put("state", Json.name(item.state())));
        }
        report.save().ifPresent(save -> json.set("save", of(save)));
        report.rescue().ifPresent(rescue -> json.set("rescue", of(rescue)));
        report.inspection().ifPresent(found -> json.set("inspection", InspectionJson.of(found)));
        report.loss().ifPresent(loss -> json.set("loss", DiffJson.of(loss)));
        if (!report.allConsents().isEmpty()) {
            report.allConsents().forEach(json.putArray("consents")::add);
        }
        report.plan().ifPresent(plan -> json.set("plan", Json.parse(PlanJson.write(plan))));
        report.rehearsal().ifPresent(result -> json.set("rehearsal", RehearsalJson.of(result)));
        report.result().ifPresent(result -> json.set("result", ResultJson.of(result)));
        report.delivered().ifPresent(delivery -> json.set("delivered", of(delivery)));
        if (!report.commands().isEmpty()) {
            ArrayNode commands = json.putArray("commands");
            report.commands()
                    .forEach(command -> commands.addObject()
                            .put("member", command.member())
                            .put("title", command.title())
                            .put("text", command.text()));
        }
        report.proof().ifPresent(proof -> json.set("proof", ProofJson.of(proof)));
        if (!report.strangers().isEmpty()) {
            ArrayNode strangers = json.putArray("otherClusters");
            report.strangers()
                    .forEach(seen -> strangers.addObject()
                            .put("endpoint", seen.stranger().endpoint().url())
                            .put("name", seen.stranger().name())
                            .put("clusterId", seen.stranger().cluster().toString())
                            .put("lastAnswer", seen.last().toString())
                            .put("atPlannedUrl", seen.planned()));
        }
        if (!report.silences().isEmpty()) {
            ArrayNode silent = json.putArray("silentMembers");
            report.silences()
                    .forEach(silence -> silent.addObject()
                            .put("member", silence.member())
                            .put("lastAnswer", silence.last().toString())
                            .put("lastAsked", silence.asked().toString()));
        }
        return Json.print(json);
    }

    private static ObjectNode of(Delivery delivery) {
        ObjectNode json = Json.object();
        json.put("onHostsOnly", delivery.only());
        ArrayNode members = json.putArray("members");
        delivery.members()
                .forEach(member -> members.addObject()
                        .put("member", member.name())
                        .put("place", member.place())
                        .put("clientsKeptOut", member.kept()));
        return json;
    }

    private static ObjectNode of(Save save) {
        ObjectNode json = Json.object();
        json.put("path", save.snapshot().file().toString());
        save.manifest().ifPresent(path -> json.put("manifestPath", path.toString()));
        save.snapshot().warnings().forEach(json.putArray("warnings")::add);
        json.set("manifest", Json.parse(Manifest.print(save.snapshot(), Optional.empty(), save.time())));
        return json;
    }

    private static ObjectNode of(Rescue rescue) {
        ObjectNode json = Json.object();
        json.put("title", rescue.title());
        ArrayNode facts = json.putArray("facts");
        rescue.facts().forEach(fact -> facts.addObject().put("name", fact.name()).put("value", fact.value()));
        return json;
    }
}
