package org.etcdrecovery.core.rescue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.snapshot.DatabaseFacts;

/**
 * What the data directory of a member holds.
 *
 * @param dataDir      the data directory, as an absolute path; for a database that lies alone, where it lies
 * @param database     its database, as an absolute path, whether or not there is one
 * @param databaseSize the size of that file in bytes; 0 when there is none
 * @param walDir       its write-ahead log, as an absolute path, whether or not there is one
 * @param db           what the database says; empty when there is none that is sound
 * @param log          what the log says; empty when there is none that says anything
 * @param tail         what only the log holds; empty without either of the two
 * @param lock         whether the member seems to be running
 * @param findings     what is to be known before the directory is used
 */
public record MemberDirectory(Path dataDir, Path database, long databaseSize, Path walDir, Optional<DatabaseFacts> db,
        Optional<LogFacts> log, Optional<LogTail> tail, ProcessLock lock, List<Finding> findings) {
    /** Copies the list. */
    public MemberDirectory {
        findings = List.copyOf(findings);
    }

    /** Whether its database can be the source of a recovery. */
    public boolean canBeTaken() {
        return db.isPresent();
    }

    /** The member that it belongs to, as the database describes it; empty when that is not known. */
    public Optional<Member> member() {
        return log.flatMap(found -> db.stream()
                .flatMap(facts -> facts.members().stream())
                .filter(member -> member.id().equals(found.memberId()))
                .findFirst());
    }

    /**
     * Whether the member was the only one with a vote. Then whatever stands in its log is committed: it needed nobody
     * else to agree. Not told where the log changes who the members are.
     */
    public boolean isOnlyVoter() {
        return db.isPresent() && tail.filter(found -> !found.has(EntryKind.MEMBERSHIP)).isPresent()
                && db.get().members().stream().filter(member -> !member.learner()).count() == 1
                && member().filter(member -> !member.learner()).isPresent();
    }

    /** Whether something has to be known or decided before its database is taken. */
    public boolean needsCare() {
        return !missing().isEmpty() || findings.stream().anyMatch(finding -> finding.severity() == Severity.CARE);
    }

    /**
     * What a snapshot that is made of the database alone lacks, as sentences; empty when it lacks nothing that is known
     * of.
     */
    public String missing() {
        return tail.map(found -> MissingWords.of(found, isOnlyVoter())).orElse("");
    }
}
