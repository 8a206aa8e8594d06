package org.etcdrecovery.core.rescue;

import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.rescue.RescueSource.Kind;

/** Says which of the databases in a directory is used and why, and what there is if none can be. */
final class SourceFindings {
    private final DirectoryLayout layout;
    private final List<Finding> findings;

    SourceFindings(DirectoryLayout layout, List<Finding> findings) {
        this.layout = layout;
        this.findings = findings;
    }

    void add(Databases databases, Optional<SourceDatabase> best, Optional<LogReading> log,
            Optional<RescueSource> source) {
        findings.addAll(databases.findingsOfOwn());
        Optional<SourceDatabase> own = databases.own();
        if (own.isEmpty()) {
            findings.add(SourceTexts.noDatabase(layout, source.isPresent()));
        }
        for (SourceDatabase database : databases.all()) {
            if (database.kind() == SourceDatabase.Kind.OWN) {
                continue;
            }
            if (database.equals(best.orElse(null))) {
                findings.add(SourceTexts.otherDatabaseUsed(database, own));
            } else if (database.facts().isEmpty()) {
                findings.add(SourceTexts.unusable(database));
            }
        }
        if (databases.notRead() > 0) {
            findings.add(SourceTexts.notRead(layout, databases.notRead()));
        }
        if (source.isPresent()) {
            source.filter(found -> found.kind() == Kind.LOG)
                    .flatMap(_ -> log)
                    .ifPresent(found -> findings.add(SourceTexts.rebuild(layout, found)));
        } else {
            log.ifPresent(found -> findings.add(found.start().isRestored()
                    ? SourceTexts.restoredHistory(layout, found)
                    : SourceTexts.nothingToStartFrom(layout, found)));
        }
    }
}
