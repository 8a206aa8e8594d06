package org.etcdrecovery.core.report.json;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.rescue.BehindDamage;
import org.etcdrecovery.core.rescue.LogCondition;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.LogTail;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.Ranking;
import org.etcdrecovery.core.rescue.RescueSource;
import org.etcdrecovery.core.rescue.RevisionBounds;
import org.etcdrecovery.core.rescue.SourceDatabase;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints a ranking of data directories as JSON. {@code db}, {@code log} and {@code onlyInLog} are missing if they
 * cannot be read, {@code source} if nothing can be made from a directory, {@code lost} unless its log is damaged.
 * {@code recommended} is the database to begin with, or the WAL directory if only the log can be used.
 */
public final class RescueJson {
    private RescueJson() {}

    /** The ranking as indented JSON with a final line feed. */
    public static String print(Ranking ranking) {
        ObjectNode json = Json.document();
        json.put("headline", ranking.headline());
        json.put("reason", ranking.reason());
        ranking.refusal().ifPresent(code -> json.put("refusal", code.text()));
        ranking.recommended()
                .flatMap(member -> member.directory().source())
                .ifPresent(source -> json.put("recommended", source.path().toString()));
        ArrayNode members = json.putArray("members");
        ranking.members().forEach(member -> put(member, members.addObject()));
        ranking.advice().forEach(json.putArray("advice")::add);
        ranking.notices().forEach(json.putArray("notices")::add);
        return Json.print(json);
    }

    private static void put(RankedMember ranked, ObjectNode json) {
        MemberDirectory directory = ranked.directory();
        json.put("name", ranked.name());
        json.put("dataDir", directory.dataDir().toString());
        json.put("database", directory.database().toString());
        json.put("databaseSize", directory.databaseSize());
        json.put("walDir", directory.walDir().toString());
        json.put("canBeTaken", directory.canBeTaken());
        json.put("canBeRescued", directory.canBeRescued());
        json.put("lock", Json.name(directory.lock().state()));
        json.put("choosing", ranked.choosing());
        directory.db().ifPresent(db -> put(db, json.putObject("db")));
        directory.log().ifPresent(log -> put(log, directory.logCondition(), json.putObject("log")));
        directory.tail().ifPresent(tail -> put(tail, json.putObject("onlyInLog")));
        directory.source().ifPresent(source -> put(source, json.putObject("source")));
        directory.lost().ifPresent(lost -> put(lost, json.putObject("lost")));
        ArrayNode databases = json.putArray("databases");
        directory.databases().forEach(database -> put(database, databases.addObject()));
        FindingJson.put(directory.findings(), json);
    }

    private static void put(RescueSource source, ObjectNode json) {
        json.put("kind", Json.name(source.kind()));
        json.put("path", source.path().toString());
        json.put("index", source.index());
        json.put("reach", source.reach());
        json.put("term", source.term());
    }

    private static void put(BehindDamage lost, ObjectNode json) {
        json.put("lastGood", lost.lastGood());
        json.put("lostTo", lost.lostTo());
        json.put("recordsBehind", lost.records());
        json.put("entriesBehind", lost.entries());
        json.put("lastIndexBehind", lost.lastIndex());
        json.put("mayBeAcknowledged", lost.acknowledged());
        lost.searchEnded().ifPresent(place -> json.put("searchEnded", place));
    }

    private static void put(SourceDatabase database, ObjectNode json) {
        json.put("file", database.file().toString());
        json.put("kind", Json.name(database.kind()));
        json.put("size", database.size());
        json.put("usable", database.facts().isPresent());
        database.facts().ifPresent(facts -> json.put("consistentIndex", facts.consistentIndex()));
        if (!database.problem().isEmpty()) {
            json.put("problem", database.problem());
        }
    }

    private static void put(DatabaseFacts db, ObjectNode json) {
        json.put("consistentIndex", db.consistentIndex());
        json.put("term", db.term());
        json.put("revision", db.revision());
        json.put("compactRevision", db.compactRevision());
        ArrayNode members = json.putArray("members");
        for (Member member : db.members()) {
            members.addObject()
                    .put("id", member.id().toString())
                    .put("name", member.name())
                    .put("learner", member.learner());
        }
        ArrayNode alarms = json.putArray("alarms");
        db.alarms().stream().map(Alarm::kind).map(Json::name).forEach(alarms::add);
        json.put("auth", db.authEnabled());
        db.clusterVersion().ifPresent(version -> json.put("clusterVersion", version.toString()));
        db.storageVersion().ifPresent(version -> json.put("storageVersion", version.toString()));
    }

    private static void put(LogFacts log, Optional<LogCondition> condition, ObjectNode json) {
        if (log.isNamed()) {
            json.put("memberId", log.memberId().toString());
            json.put("clusterId", log.clusterId().toString());
        }
        json.put("term", log.term());
        json.put("vote", log.vote().toString());
        json.put("commit", log.commit());
        json.put("committed", log.committed());
        json.put("lastTerm", log.lastTerm());
        json.put("lastIndex", log.lastIndex());
        json.put("end", Json.name(log.end()));
        condition.ifPresent(found -> json.put("condition", Json.name(found)));
    }

    private static void put(LogTail tail, ObjectNode json) {
        put(tail.committed(), tail.afterCommitted(), json.putObject("committed"));
        put(tail.maybe(), tail.afterAll(), json.putObject("maybeCommitted"));
    }

    private static void put(LogPart part, Optional<RevisionBounds> after, ObjectNode json) {
        json.put("entries", part.count());
        ObjectNode kinds = json.putObject("kinds");
        part.kinds().forEach((kind, count) -> kinds.put(Json.name(kind), count));
        after.ifPresent(bounds -> json.putObject("revisionAfter")
                .put("least", bounds.least())
                .put("most", bounds.most()));
    }
}
