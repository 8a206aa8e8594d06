package org.etcdrecovery.core.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.report.RecoveryReport.Fact;
import org.etcdrecovery.core.report.RecoveryReport.Rescue;
import org.etcdrecovery.core.rescue.LogCondition;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/** Collects what a report says about the data directory that was used. */
final class RescueFacts {
    private final RankedMember taken;
    private final Optional<String> applied;
    private final MemberDirectory directory;
    private final List<Fact> facts = new ArrayList<>();

    private RescueFacts(RankedMember taken, Optional<String> applied) {
        this.taken = taken;
        this.applied = applied;
        this.directory = taken.directory();
    }

    static Rescue of(RankedMember taken, Optional<String> applied) {
        return new RescueFacts(taken, applied).rescue();
    }

    private Rescue rescue() {
        String name = directory.member().map(Member::name).filter(known -> !known.isEmpty()).orElse(taken.name());
        add("Data directory", directory.dataDir().toString());
        directory.log().filter(LogFacts::isNamed).ifPresent(this::identity);
        add("Database", directory.database() + ", " + ReportWords.bytes(directory.databaseSize()));
        directory.db().ifPresent(this::database);
        directory.log().ifPresent(this::log);
        directory.logCondition().ifPresent(this::condition);
        add("Missing from the database", directory.missing().isEmpty()
                ? directory.tail().isPresent() ? "nothing, as far as is known" : "unknown without its log"
                : directory.missing());
        applied.ifPresent(words -> add("Applied from the log", words));
        add("Choice", taken.choosing());
        if (directory.lock().state() == ProcessLock.State.HELD) {
            add("When it was read", "a process held the database: the member seemed to be running");
        }
        directory.findings().forEach(this::finding);
        return new Rescue(applied.isPresent()
                ? "A snapshot of " + name + ", made from its data directory"
                : "The database of " + name + ", taken from its data directory", facts);
    }

    private void identity(LogFacts log) {
        add("Member ID", log.memberId().toString());
        add("Cluster ID", log.clusterId().toString());
    }

    private void database(DatabaseFacts db) {
        add("Revision of the database", ReportWords.grouped(db.revision()));
        add("Last entry in it", db.consistentIndex() == 0
                ? "not stated"
                : "index " + Long.toUnsignedString(db.consistentIndex())
                        + (db.term() == 0 ? "" : " of term " + Long.toUnsignedString(db.term())));
        add("etcd", db.clusterVersion().map(MinorVersion::toString).orElse("not stated"));
    }

    private void log(LogFacts log) {
        add("Last entry of the log", "index " + Long.toUnsignedString(log.lastIndex()) + " of term "
                + Long.toUnsignedString(log.lastTerm()));
        add("Known to be committed", "up to index " + Long.toUnsignedString(log.commit()));
    }

    private void condition(LogCondition condition) {
        add("Condition of the log", switch (condition) {
            case WHOLE -> "whole";
            case TORN -> "ends in an incomplete write, followed only by zeros";
            case ENDS_WITH_FILE -> "whole as far as its file goes; whether more followed is unknown";
            case CUT_SHORT -> "the file ends inside a record; what followed is missing";
            case DAMAGED_WITHIN -> "damaged; what follows the damage can be read";
            case SEGMENTS_MISSING_WITHIN -> "segments are missing; what follows them can be read";
            case DAMAGED -> "damaged; what follows the damage cannot be applied";
            case SEGMENTS_MISSING -> "segments are missing; what follows them cannot be applied";
            case SHORT -> "ends before entries that were committed; they are missing";
        });
    }

    private void finding(Finding finding) {
        add(ReportWords.upper(finding.severity()),
                finding.summary() + " (" + finding.code().text() + ", " + finding.place() + "). " + finding.why() + " "
                        + finding.remedy());
    }

    private void add(String name, String value) {
        facts.add(new Fact(name, value));
    }
}
