package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.snapshot.DatabaseFacts;
import org.etcdrecovery.core.snapshot.DatabaseReader;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * A single assessment. It reads the database first, which says from which entry on the log matters, and then the log.
 */
final class Assessment {
    private final DirectoryLayout layout;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private long databaseSize;

    Assessment(DirectoryLayout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    MemberDirectory run() throws IOException {
        ProcessLock lock = lock();
        Optional<DatabaseFacts> db = database();
        Optional<LogReading> reading = log(db);
        RaftSnapshots snapshots = RaftSnapshots.in(layout.snapDir());
        db.flatMap(facts -> snapshots.compare(facts, layout)).ifPresent(findings::add);
        Optional<LogTail> tail = Optional.empty();
        if (db.isPresent() && reading.isPresent()) {
            tail = Optional.of(reading.get().tail(db.get()));
            compare(db.get(), reading.get(), tail.get());
        }
        return new MemberDirectory(layout.dataDir(), layout.database(), databaseSize, layout.walDir(), db,
                reading.map(LogReading::facts), tail, lock, findings);
    }

    private ProcessLock lock() {
        if (!Files.exists(layout.database())) {
            return new ProcessLock(ProcessLock.State.FREE, 0);
        }
        ProcessLock lock = ProcessLock.on(layout.database());
        RescueTexts.of(lock, layout).ifPresent(findings::add);
        return lock;
    }

    private Optional<DatabaseFacts> database() throws IOException {
        if (!Files.isRegularFile(layout.database())) {
            findings.add(RescueTexts.noDatabase(layout));
            return Optional.empty();
        }
        try (SnapshotFile file = SnapshotFile.open(layout.database())) {
            databaseSize = file.size();
            return DatabaseReader.read(file,
                    finding -> findings.add(finding.in(layout.database().toString())), progress);
        }
    }

    private Optional<LogReading> log(Optional<DatabaseFacts> db) throws IOException {
        if (!Files.isDirectory(layout.walDir())) {
            findings.add(RescueTexts.noLog(layout, "no directory"));
            return Optional.empty();
        }
        SegmentRun run = SegmentRun.from(layout.walDir(), db.map(DatabaseFacts::consistentIndex).orElse(0L));
        if (run.files().isEmpty()) {
            findings.add(RescueTexts.noLog(layout, "a directory without WAL segments"));
            return Optional.empty();
        }
        run.missing().ifPresent(segment -> findings.add(RescueTexts.missingSegment(layout, segment)));
        return LogReading.read(layout, run, db.map(DatabaseFacts::consistentIndex), findings::add, progress);
    }

    private void compare(DatabaseFacts db, LogReading reading, LogTail tail) {
        LogFacts log = reading.facts();
        if (reading.isMissingEntries() && log.end() != End.DAMAGED) {
            findings.add(RescueTexts.missingEntries(layout, db, log));
        }
        if (Long.compareUnsigned(log.lastIndex(), db.consistentIndex()) < 0) {
            findings.add(RescueTexts.databaseAhead(layout, db, log));
        }
        reading.appliedTerm()
                .filter(term -> db.term() != 0 && term != db.term())
                .ifPresent(term -> findings.add(RescueTexts.otherHistory(layout, db, term)));
        if (!db.members().isEmpty() && db.members().stream().noneMatch(member -> member.id().equals(log.memberId()))) {
            findings.add(RescueTexts.notAMember(layout, log.memberId().toString()));
        }
        if (tail.has(EntryKind.UNREADABLE)) {
            findings.add(RescueTexts.unreadableEntries(layout));
        }
        if (db.consistentIndex() == 0) {
            findings.add(RescueTexts.emptyDatabase(layout));
        } else if (db.term() == 0 && !tail.committed().isEmpty()) {
            findings.add(RescueTexts.lateIndex(layout));
        }
    }
}
