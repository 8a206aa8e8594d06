package org.etcdrecovery.core.rescue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.rescue.NewestRevisions.Written;
import org.etcdrecovery.core.rescue.RaftSnapshots.Reach;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * A single assessment. It reads the databases first, the best of which says from which entry on the log matters, and
 * then the log.
 */
final class Assessment {
    /** The keyspace before the first entry of its log. */
    static final DatabaseFacts NOTHING = new DatabaseFacts(0, 0, 1, -1, List.of(), List.of(), false,
            Optional.empty(), Optional.empty());

    private final DirectoryLayout layout;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private List<Path> segmentsRead = List.of();

    Assessment(DirectoryLayout layout, Progress progress) {
        this.layout = layout;
        this.progress = progress;
    }

    MemberDirectory run() throws IOException {
        LogSegments segments = Files.isDirectory(layout.walDir())
                ? LogSegments.in(layout.walDir())
                : new LogSegments(List.of(), Optional.empty());
        ProcessLock lock = lock(segments);
        Databases databases = Databases.in(layout, progress);
        Optional<SourceDatabase> best = databases.best();
        RaftSnapshots snapshots = snapshots();
        Optional<Reach> beyond = snapshots.furthest()
                .filter(reach -> Long.compareUnsigned(reach.index(), best.map(Databases::index).orElse(0L)) > 0);
        Optional<LogReading> log = log(segments, best, beyond.map(Reach::index).orElse(0L));
        OptionalLong content = log.map(found -> found.collected().contradictingIndex()).orElse(OptionalLong.empty());
        Optional<RescueSource> source = RescueSources.of(layout, best, log, content);
        log.ifPresent(found -> damage(found, best.map(Databases::index).orElse(0L), LogUse.of(source)));
        layout.otherLog().ifPresent(other -> findings.add(RescueTexts.otherLog(other, layout.walDir())));
        if (Files.exists(layout.database()) && !Files.isRegularFile(layout.database())) {
            findings.add(RescueTexts.notAFile(layout.database()));
        }
        new SourceFindings(layout, findings).add(databases, best, log, source);
        log.ifPresent(found -> compare(best, found, content));
        log.ifPresent(found -> beyond
                // A database that is older than the raft snapshot is a finding of its own.
                .filter(reach -> best.isEmpty() && Long.compareUnsigned(reach.index(), found.lastIndex()) > 0)
                .ifPresent(reach -> findings.add(LogTexts.snapshotBeyond(reach, found.lastIndex()))));
        Optional<DatabaseFacts> facts = best.flatMap(SourceDatabase::facts)
                .map(db -> log.map(found -> found.withMembers(db)).orElse(db));
        compare(facts, source, snapshots);
        Path shown = best.map(SourceDatabase::file).orElse(layout.database());
        long size = best.or(databases::own).map(SourceDatabase::size).orElse(0L);
        return MemberDirectory.empty(layout.dataDir(), shown, layout.walDir())
                .databaseSize(size)
                .db(facts)
                .log(log.map(LogReading::facts))
                .tail(tail(best, log, source))
                .lock(lock)
                .findings(findings)
                .source(source)
                .databases(databases.all())
                .segments(usable(log, best))
                .lost(log.flatMap(found -> lost(best, found)))
                .build();
    }

    /** The segments that a replay reads: none if they contradict the database. */
    private List<Path> usable(Optional<LogReading> log, Optional<SourceDatabase> best) {
        boolean contradicts = log.isPresent() && log.get().collected().contradictingIndex().isEmpty()
                && best.flatMap(SourceDatabase::facts).filter(db -> !log.get().isOfTheSameTerm(db)).isPresent();
        return contradicts ? List.of() : segmentsRead;
    }

    private ProcessLock lock(LogSegments segments) {
        List<Path> locked = new ArrayList<>(segments.files());
        if (Files.exists(layout.database())) {
            locked.addFirst(layout.database());
        }
        ProcessLock lock = new ProcessLock(ProcessLock.State.FREE, 0);
        for (Path file : locked) {
            lock = lock.state() == ProcessLock.State.HELD ? lock : ProcessLock.on(file);
        }
        RescueTexts.of(lock, layout).ifPresent(findings::add);
        return lock;
    }

    /** @param known the index up to which entries are known to have been committed from elsewhere; 0 if from nowhere */
    private Optional<LogReading> log(LogSegments segments, Optional<SourceDatabase> best, long known)
            throws IOException {
        if (segments.files().isEmpty()) {
            findings.add(RescueTexts.noSegments(layout, best.isPresent()));
            return Optional.empty();
        }
        long applied = best.map(Databases::index).orElse(0L);
        List<Written> newest = newestRevisions(best);
        segmentsRead = segments.files();
        Optional<LogReading> read;
        try {
            read = LogReading.read(layout.walDir(), segments.files(), applied, known, newest, progress);
        } catch (IOException e) {
            segmentsRead = List.of();
            findings.add(RescueTexts.unreadableLog(layout, e, best.isPresent()));
            return Optional.empty();
        }
        Optional<LogReading> broken = segments.broken().isPresent()
                ? LogReading.read(layout.walDir(), segments.withBroken(segments.broken().get()), applied, known,
                        newest, progress)
                : Optional.empty();
        if (broken.isPresent()) {
            boolean newer = read.isEmpty() || broken.get().isNewerThan(read.get());
            broken(segments.broken().orElseThrow(), read, broken.get(), newer);
            if (newer) {
                read = broken;
                segmentsRead = segments.withBroken(segments.broken().get());
            }
        }
        if (read.isEmpty()) {
            findings.add(RescueTexts.emptyLog(layout, best.isPresent()));
        }
        return read;
    }

    private void damage(LogReading log, long applied, LogUse use) {
        boolean isShort = log.facts().end() == End.SHORT || Long.compareUnsigned(applied, log.lastIndex()) > 0;
        findings.addAll(LogTexts.of(log.examination().verdict(), log.lost(applied), isShort, use));
        findings.addAll(LogTexts.of(log.examination().flaws(), use));
        log.unreadable().forEach(where -> findings.add(LogTexts.unreadable(where)));
        if (!log.facts().isNamed()) {
            findings.add(RescueTexts.memberUnknown(layout));
        }
    }

    private void broken(Path file, Optional<LogReading> log, LogReading broken, boolean newer) {
        long last = log.map(LogReading::lastIndex).orElse(0L);
        long held = Math.max(broken.lastIndex(), broken.examination().verdict().behind().lastIndex());
        if (newer || Long.compareUnsigned(held, last) > 0) {
            findings.add(LogTexts.brokenHoldsMore(file, last + 1, held, newer));
        }
    }

    private List<Written> newestRevisions(Optional<SourceDatabase> best) throws IOException {
        if (best.isEmpty()) {
            return List.of();
        }
        try (ByteSource source = ByteSource.open(best.get().file())) {
            return NewestRevisions.read(source, best.get().facts().orElseThrow(), progress);
        } catch (MalformedDataException e) {
            // It was sound a moment ago: a server writes to it.
            return List.of();
        }
    }

    private static Optional<BehindDamage> lost(Optional<SourceDatabase> best, LogReading log) {
        End end = log.facts().end();
        return end == End.DAMAGED || end == End.SEGMENTS_MISSING
                ? Optional.of(log.lost(best.map(Databases::index).orElse(0L)))
                : Optional.empty();
    }

    private static Optional<LogTail> tail(Optional<SourceDatabase> best, Optional<LogReading> log,
            Optional<RescueSource> source) {
        if (source.isEmpty() || log.isEmpty()) {
            return Optional.empty();
        }
        LogReading read = log.get();
        List<LogEntry> entries = read.entries()
                .stream()
                .filter(entry -> Long.compareUnsigned(entry.index(), source.get().index()) > 0)
                .toList();
        DatabaseFacts db = best.flatMap(SourceDatabase::facts).orElse(NOTHING);
        return Optional.of(LogTail.of(entries, read.continues(db), read.facts().commit(), db));
    }

    private void compare(Optional<SourceDatabase> best, LogReading log, OptionalLong content) {
        LogFacts facts = log.facts();
        if (Long.compareUnsigned(facts.commit(), facts.lastIndex()) > 0 && facts.end() == End.SHORT) {
            findings.add(LogTexts.commitBeyond(layout.walDir(), facts.lastIndex(), facts.commit()));
        }
        best.ifPresent(found -> found.facts().ifPresent(db -> compare(found, db, log, content)));
    }

    private void compare(SourceDatabase best, DatabaseFacts db, LogReading log, OptionalLong content) {
        LogFacts facts = log.facts();
        Path file = best.file();
        if (!log.isContinuous()) {
            findings.add(RescueTexts.missingEntries(layout, db, facts));
        }
        // A database from a leader covers entries that the log never had.
        if (best.kind() == SourceDatabase.Kind.OWN && facts.lastIndex() > 0
                && Long.compareUnsigned(facts.lastIndex(), db.consistentIndex()) < 0) {
            findings.add(RescueTexts.databaseAhead(file, db, facts));
        }
        content.ifPresent(index -> findings.add(RescueTexts.indexTooSmall(file, db, index)));
        if (content.isEmpty() && !log.isOfTheSameTerm(db)) {
            findings.add(RescueTexts.otherHistory(file, db, log.appliedTerm().orElseThrow()));
        }
        if (facts.isNamed() && !db.members().isEmpty()
                && log.withMembers(db).members().stream().noneMatch(member -> member.id().equals(facts.memberId()))) {
            findings.add(RescueTexts.notAMember(layout, facts.memberId().toString()));
        }
        if (log.entries().stream().anyMatch(entry -> entry.kind() == EntryKind.UNREADABLE)) {
            findings.add(RescueTexts.unreadableEntries(layout));
        }
        if (db.consistentIndex() == 0 && content.isEmpty()) {
            findings.add(RescueTexts.emptyDatabase(file));
        } else if (db.term() == 0
                && log.entries().stream().anyMatch(entry -> Long.compareUnsigned(entry.index(), facts.commit()) <= 0)) {
            findings.add(RescueTexts.lateIndex(file));
        }
    }

    private RaftSnapshots snapshots() {
        try {
            return RaftSnapshots.in(layout.snapDir());
        } catch (IOException e) {
            findings.add(RescueTexts.unreadableSnapshots(layout, e));
            return RaftSnapshots.none();
        }
    }

    private void compare(Optional<DatabaseFacts> db, Optional<RescueSource> source, RaftSnapshots snapshots) {
        long index = source.map(RescueSource::index).orElse(0L);
        long reach = source.map(RescueSource::reach).orElse(0L);
        db.ifPresent(facts -> snapshots.newest()
                .filter(name -> Long.compareUnsigned(index, name.index()) < 0)
                .ifPresent(name -> findings.add(RescueTexts.newerRaftSnapshot(layout, facts, name,
                        Long.compareUnsigned(reach, name.index()) >= 0))));
        snapshots.damaged().forEach(found -> findings.add(RescueTexts.damagedRaftSnapshot(found)));
        if (snapshots.v2Keys() > 0) {
            findings.add(RescueTexts.v2Keys(layout, snapshots.v2Keys()));
        }
    }
}
