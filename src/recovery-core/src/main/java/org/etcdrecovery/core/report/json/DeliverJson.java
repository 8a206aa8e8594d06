package org.etcdrecovery.core.report.json;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.etcdrecovery.core.deliver.DeliveryTarget;
import org.etcdrecovery.core.deliver.Fetch;
import org.etcdrecovery.core.deliver.HostFinding;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints what was found and done on the hosts of members as JSON. */
public final class DeliverJson {
    private DeliverJson() {}

    /** What the check of the hosts found. */
    public static String printReports(List<HostReport> reports) {
        return print("check", reports, (report, json) -> {
            put(report.target(), json);
            json.put("reached", report.reached());
            json.put("state", Json.name(report.state()));
            report.hostKey().ifPresent(key -> json.put("hostKey", key));
            json.put("blocks", report.blocks());
            json.put("blocksActivation", report.blocksActivation());
            if (report.freeBytes() >= 0) {
                json.put("freeBytes", report.freeBytes());
            }
            if (report.neededBytes() >= 0) {
                json.put("neededBytes", report.neededBytes());
            }
            ArrayNode settings = json.putArray("configuration");
            report.configuration()
                    .forEach(line -> settings.addObject()
                            .put("setting", line.setting())
                            .put("planned", line.planned())
                            .put("configured", line.configured())
                            .put("differs", line.differs()));
            ArrayNode findings = json.putArray("findings");
            report.findings().forEach(finding -> put(finding, findings.addObject()));
        });
    }

    private static void put(HostFinding finding, ObjectNode json) {
        json.put("code", finding.code());
        json.put("weight", Json.name(finding.weight()));
        json.put("summary", finding.summary());
        json.put("remedy", finding.remedy());
    }

    /** How the hosts came out of a step. */
    public static String print(String step, List<HostOutcome> outcomes) {
        return print(step, outcomes, (outcome, json) -> {
            put(outcome.target(), json);
            json.put("done", outcome.done());
            outcome.state().ifPresent(state -> json.put("state", Json.name(state)));
            outcome.failure().ifPresent(failure -> put(failure, json));
            outcome.quarantine().ifPresent(port -> json.put("quarantinePort", port));
            outcome.startCommand().ifPresent(command -> json.put("startCommand", command));
            if (!outcome.details().isEmpty()) {
                outcome.details().forEach(json.putArray("details")::add);
            }
        });
    }

    private static void put(HostOutcome.Failure failure, ObjectNode json) {
        ObjectNode object = json.putObject("failure").put("code", failure.code()).put("message", failure.message());
        if (!failure.log().isEmpty()) {
            failure.log().forEach(object.putArray("log")::add);
        }
    }

    /** What the journals on the hosts say. */
    public static String printStatuses(List<HostStatus> statuses) {
        return print("status", statuses, (status, json) -> {
            put(status.target(), json);
            json.put("state", Json.name(status.state()));
            status.failure().ifPresent(failure -> put(failure, json));
            status.planSha256().ifPresent(sha256 -> json.put("planSha256", sha256));
            json.put("place", status.place());
            status.lockedBy().ifPresent(who -> json.put("lockedBy", who));
            status.quarantine().ifPresent(port -> json.put("quarantinePort", port));
            status.without().forEach(json.putArray("without")::add);
            status.running().forEach(json.putArray("running")::add);
            status.other().ifPresent(other -> json.put("otherPlan", other));
            HostStatus.Seen seen = status.seen();
            seen.staged().ifPresent(staged -> json.put("stagedIsThere", staged));
            seen.inPlace().ifPresent(inPlace -> json.put("dataIsThere", inPlace));
            if (!seen.service().isEmpty()) {
                json.put("serviceState", seen.service());
            }
            seen.listens().forEach(json.putArray("listensOn")::add);
            seen.strangers().forEach(json.putArray("othersListenOn")::add);
            status.ended().reason().ifPresent(reason -> json.put("logSays", reason));
            if (!status.ended().log().isEmpty()) {
                status.ended().log().forEach(json.putArray("log")::add);
            }
            ArrayNode kept = json.putArray("kept");
            for (HostStatus.Kept each : status.kept()) {
                ObjectNode one = kept.addObject()
                        .put("path", each.path())
                        .put("bytes", each.bytes())
                        .put("since", each.since().toString());
                each.writes().ifPresent(writes -> one.put("writes", Json.name(writes)));
            }
            status.journal().forEach(json.putArray("journal")::add);
        });
    }

    /** What was fetched. */
    public static String printFetched(List<Fetch.Result> results) {
        ObjectNode json = Json.document();
        ArrayNode members = json.putArray("members");
        for (Fetch.Result result : results) {
            ObjectNode one = members.addObject();
            one.put("dataDir", result.dataDir().toString());
            result.walDir().ifPresent(wal -> one.put("walDir", wal.toString()));
            one.put("files", result.files());
            one.put("bytes", result.bytes());
            one.put("resumedBytes", result.resumed());
        }
        return Json.print(json);
    }

    /** The files of an export. */
    public static String printExported(List<Path> files) {
        ObjectNode json = Json.document();
        ArrayNode array = json.putArray("files");
        files.forEach(file -> array.add(file.toString()));
        return Json.print(json);
    }

    private static <T> String print(String step, List<T> hosts, BiConsumer<T, ObjectNode> printer) {
        ObjectNode json = Json.document();
        json.put("step", step);
        ArrayNode array = json.putArray("hosts");
        hosts.forEach(host -> printer.accept(host, array.addObject()));
        return Json.print(json);
    }

    private static void put(DeliveryTarget target, ObjectNode json) {
        json.put("member", target.member().name());
        json.put("destination", target.destination().toString());
        json.put("service", target.service().toString());
    }
}
