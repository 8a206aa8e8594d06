package org.etcdrecovery.core.rescue;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.Directories;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.files.UnsuitablePathException;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * The contents of a member's data directory.
 *
 * @param dataDir      the data directory, as an absolute path; for a database outside one, the directory that holds it
 * @param database     the path of the newest database that can be used, absolute; if there is none, where the member
 *                     keeps its database
 * @param databaseSize the size of that file in bytes; 0 if there is no such file
 * @param walDir       the path of its write-ahead log, absolute, whether or not it exists
 * @param db           the facts in the database, with the members that it has by the log if the member was restored; empty
 *                     if it is missing or damaged
 * @param log          the facts in the log; empty if it is missing or unreadable
 * @param tail         what only the log holds; empty if the database or the log is
 * @param lock         whether the member seems to be running
 * @param findings     what to know before using the directory
 * @param source       from what a snapshot can be made; empty if from nothing here
 * @param databases    all databases in it
 * @param segments     the segments of its log in order; in place of the last one, the copy that a server made before it
 *                     cut that, if it holds more; none if the log contradicts the database
 * @param pieces       if its log is continued with the logs of other members, all parts of the result in order, its own
 *                     included; otherwise none
 * @param lost         what a damaged log has lost, and what is behind the damage; empty if it is not damaged
 */
@RecordBuilder
public record MemberDirectory(Path dataDir, Path database, long databaseSize, Path walDir, Optional<DatabaseFacts> db,
        Optional<LogFacts> log, Optional<LogTail> tail, ProcessLock lock, List<Finding> findings,
        Optional<RescueSource> source, List<SourceDatabase> databases, List<Path> segments,
        List<LogPiece> pieces, Optional<BehindDamage> lost) {
    /**
     * Checks that a file to be written would not be among the files of this member, or in a log that continues its own;
     * they are only read.
     *
     * @throws FileSystemException if it would
     * @throws IOException         if its directory does not exist
     */
    public void checkOutside(Path target) throws IOException {
        Path place = Directories.parentOf(target.toAbsolutePath()).toRealPath();
        Stream<Path> logs = pieces.stream().map(piece -> Directories.parentOf(piece.segments().getFirst()));
        Stream<Path> owned = Stream.of(dataDir, walDir, Directories.parentOf(database.toAbsolutePath()));
        for (Path own : Stream.concat(owned, logs).toList()) {
            if (Files.exists(own) && place.startsWith(own.toRealPath())) {
                throw new UnsuitablePathException(target, "is inside " + own
                        + ", which is only read; name a file elsewhere");
            }
        }
    }

    /** Copies the lists. */
    public MemberDirectory {
        findings = List.copyOf(findings);
        databases = List.copyOf(databases);
        segments = List.copyOf(segments);
        pieces = List.copyOf(pieces);
    }

    /** The data directories that a rescue of this one reads: itself, and those whose logs continue its own. */
    public List<Path> dataDirs() {
        return Stream.concat(Stream.of(dataDir), pieces.stream().map(LogPiece::dataDir)).distinct().toList();
    }

    /** What a rescue takes from the logs of other members. */
    public List<LogPiece> piecesOfOthers() {
        return pieces.stream().filter(piece -> !piece.dataDir().equals(dataDir)).toList();
    }

    /** Whether it describes the same files, whatever it says of them. */
    public boolean isOfSamePlace(MemberDirectory other) {
        return dataDir.equals(other.dataDir) && database.equals(other.database) && walDir.equals(other.walDir);
    }

    /** Makes what is known of a directory; until told more, it has neither a database nor a log. */
    public static MemberDirectoryBuilder empty(Path dataDir, Path database, Path walDir) {
        return MemberDirectoryBuilder.builder()
                .dataDir(dataDir)
                .database(database)
                .walDir(walDir)
                .db(Optional.empty())
                .log(Optional.empty())
                .tail(Optional.empty())
                .lock(new ProcessLock(ProcessLock.State.UNKNOWN, 0))
                .findings(List.of())
                .source(Optional.empty())
                .databases(List.of())
                .segments(List.of())
                .pieces(List.of())
                .lost(Optional.empty());
    }

    /** The same directory with more findings. */
    MemberDirectory with(List<Finding> more) {
        return more.isEmpty()
                ? this
                : MemberDirectoryBuilder.builder(this)
                        .findings(Stream.concat(findings.stream(), more.stream()).toList())
                        .build();
    }

    /** The same directory, its log continued with those of other members. */
    MemberDirectory joined(RescueSource newSource, LogTail newTail, List<LogPiece> newPieces,
            List<Finding> newFindings) {
        return MemberDirectoryBuilder.builder(this)
                .source(Optional.of(newSource))
                .tail(Optional.of(newTail))
                .pieces(newPieces)
                .findings(newFindings)
                .build();
    }

    /** The term of the last entry of its log, or of the logs that continue it; 0 if there is no log. */
    public long lastTerm() {
        return pieces.isEmpty()
                ? log.map(LogFacts::lastTerm).orElse(0L)
                : source.map(RescueSource::term).orElse(0L);
    }

    /** Whether a snapshot can be made from it, with its log or without. */
    public boolean canBeRescued() {
        return source.isPresent();
    }

    /** Whether its database can be used for a recovery. */
    public boolean canBeTaken() {
        return db.isPresent();
    }

    /** Whether it could be looked at; what one that could not holds is unknown. */
    public boolean isAssessed() {
        return !has(RescueCode.NOT_ASSESSED);
    }

    /** What is known to be wrong with its log; empty if it has none. */
    public Optional<LogCondition> logCondition() {
        return log.map(found -> switch (found.end()) {
            case WHOLE -> within(LogCondition.WHOLE);
            case TORN -> within(LogCondition.TORN);
            case ENDS_WITH_FILE -> within(LogCondition.ENDS_WITH_FILE);
            case CUT_SHORT -> LogCondition.CUT_SHORT;
            case DAMAGED -> LogCondition.DAMAGED;
            case SEGMENTS_MISSING -> LogCondition.SEGMENTS_MISSING;
            case SHORT -> LogCondition.SHORT;
        });
    }

    /** @param otherwise the condition of a log that has no damage before its end */
    private LogCondition within(LogCondition otherwise) {
        return has(RescueCode.SEGMENT_MISSING)
                ? LogCondition.SEGMENTS_MISSING_WITHIN
                : has(RescueCode.LOG_FLAW) || has(RescueCode.RECORD_HEALED) || has(RescueCode.MEMBER_UNKNOWN)
                        ? LogCondition.DAMAGED_WITHIN
                        : otherwise;
    }

    boolean has(RescueCode code) {
        return findings.stream().anyMatch(finding -> finding.code().equals(code));
    }

    /** The member that the directory belongs to, as its database describes it; empty if unknown. */
    public Optional<Member> member() {
        return log.flatMap(found -> db.stream()
                .flatMap(facts -> facts.members().stream())
                .filter(member -> member.id().equals(found.memberId()))
                .findFirst());
    }

    /**
     * Whether the member was the only voter. If so, everything in its log is committed, as no other member had to
     * agree. False if the log changes the membership.
     */
    public boolean isOnlyVoter() {
        return db.isPresent() && tail.filter(found -> !found.has(EntryKind.MEMBERSHIP)).isPresent()
                && db.get().members().stream().filter(member -> !member.learner()).count() == 1
                && member().filter(member -> !member.learner()).isPresent();
    }

    /** Whether the operator must know or decide something before using its database. */
    public boolean needsCare() {
        return !missing().isEmpty() || findings.stream().anyMatch(finding -> finding.severity() != Severity.NOTE);
    }

    /**
     * What a snapshot made from the database alone would lack, in sentences; empty if nothing is known to be missing.
     */
    public String missing() {
        return tail.map(found -> MissingWords.of(found, isOnlyVoter())).orElse("");
    }
}
