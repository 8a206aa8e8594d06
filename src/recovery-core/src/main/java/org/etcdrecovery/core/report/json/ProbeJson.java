package org.etcdrecovery.core.report.json;

import java.math.BigInteger;
import java.util.List;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.cluster.probe.ProbeReport;
import org.etcdrecovery.core.keyspace.Alarm;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints a probe as JSON. {@code Endpoint} and {@code Status} are named and filled as by etcdctl, IDs as numbers
 * included, so that scripts for etcdctl can read them; what etcdctl lacks is in further fields.
 */
public final class ProbeJson {
    private ProbeJson() {}

    /** The status of some members as indented JSON with a final line feed. */
    public static String print(ProbeReport report, List<MemberProbe> rows) {
        ArrayNode all = Json.array();
        for (MemberProbe row : rows) {
            ObjectNode json = all.addObject();
            json.put("Endpoint", row.where());
            json.put("Name", row.name());
            row.memberId().ifPresent(id -> json.put("ID", id.toString()));
            row.status().ifPresent(status -> {
                json.put("Role", Json.name(status.role()));
                json.put("Lag", report.lag(status));
                put(status, json.putObject("Status"));
            });
            ArrayNode alarms = json.putArray("Alarms");
            for (Alarm alarm : row.alarms()) {
                alarms.addObject().put("memberId", alarm.memberId().toString()).put("kind", alarm.kind().name());
            }
            row.peer().ifPresent(peer -> json.put("Peer", Json.name(peer.state())));
            row.failure()
                    .ifPresent(failure -> json.putObject("Failure")
                            .put("code", failure.code())
                            .put("cause", Json.name(failure.cause()))
                            .put("what", failure.what())
                            .put("advice", failure.advice())
                            .put("detail", failure.detail()));
        }
        return Json.print(all);
    }

    private static void put(MemberStatus status, ObjectNode json) {
        json.putObject("header")
                .put("cluster_id", unsigned(status.clusterId().value()))
                .put("member_id", unsigned(status.memberId().value()))
                .put("revision", status.revision())
                .put("raft_term", status.raft().term());
        json.put("version", status.version());
        json.put("dbSize", status.db().file());
        json.put("leader", unsigned(status.leader().value()));
        json.put("raftIndex", status.raft().index());
        json.put("raftTerm", status.raft().term());
        json.put("raftAppliedIndex", status.raft().applied());
        if (!status.errors().isEmpty()) {
            status.errors().forEach(json.putArray("errors")::add);
        }
        json.put("dbSizeInUse", status.db().inUse());
        if (status.learner()) {
            json.put("isLearner", true);
        }
        if (!status.storageVersion().isEmpty()) {
            json.put("storageVersion", status.storageVersion());
        }
        if (status.db().quota() != 0) {
            json.put("dbSizeQuota", status.db().quota());
        }
    }

    private static BigInteger unsigned(long id) {
        return new BigInteger(Long.toUnsignedString(id));
    }

    /** The health of some members as indented JSON with a final line feed, with etcdctl's field names. */
    public static String printHealth(List<MemberProbe> rows) {
        ArrayNode all = Json.array();
        for (MemberProbe row : rows) {
            ObjectNode json = all.addObject();
            json.put("endpoint", row.where());
            json.put("health", row.isHealthy());
            json.put("took", row.milliseconds() + "ms");
            if (!row.isHealthy()) {
                json.put("error", row.complaint());
            }
        }
        return Json.print(all);
    }
}
