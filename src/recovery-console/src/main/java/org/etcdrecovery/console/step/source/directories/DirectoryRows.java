package org.etcdrecovery.console.step.source.directories;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.rescue.BehindDamage;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.rescue.LogFacts.End;
import org.etcdrecovery.core.rescue.LogTail;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.RevisionBounds;

/** Turns what was found in data directories into rows. */
final class DirectoryRows {
    /** A damaged log can claim any number. */
    private static final long MOST_MISSING = 1L << 48;

    private final Texts texts;

    DirectoryRows(Texts texts) {
        this.texts = texts;
    }

    /** A directory that has not been read yet. */
    DirectoryRow waiting(Path path) {
        return blank(path, texts.get("directory.waiting"), false);
    }

    /** A directory that could not be read. */
    DirectoryRow failed(Path path, String problem) {
        return blank(path, problem, true);
    }

    private DirectoryRow blank(Path path, String caption, boolean problem) {
        return new DirectoryRow(path, String.valueOf(path.getFileName()), caption, Optional.empty(), Optional.empty(),
                problem, Optional.empty());
    }

    /**
     * A directory that was read.
     *
     * @param scale   how far the longest bar reaches
     * @param caution what speaks against choosing it
     */
    DirectoryRow read(Path path, RankedMember ranked, long scale, Optional<Caution> caution) {
        MemberDirectory found = ranked.directory();
        return new DirectoryRow(path, ranked.name(), caption(found), bar(found, scale), Optional.of(found), false,
                caution);
    }

    private String caption(MemberDirectory found) {
        List<String> parts = new ArrayList<>();
        found.db()
                .flatMap(db -> db.storageVersion().or(db::clusterVersion))
                .map(MinorVersion::toString)
                .ifPresent(version -> parts.add(texts.get("directory.version", version)));
        if (found.db().isEmpty()) {
            parts.add(texts.get("directory.nodb"));
        }
        parts.add(found.logCondition()
                .map(condition -> texts.get("directory.log." + condition))
                .orElse(texts.get("directory.nolog")));
        if (found.lock().state() == ProcessLock.State.HELD) {
            parts.add(texts.get("directory.held"));
        }
        return String.join(", ", parts);
    }

    /** The highest revision that the log may lead to; if unknown, the revision of the database. */
    private static long furthest(MemberDirectory found) {
        long database = found.db().map(db -> db.revision()).orElse(0L);
        return found.tail().flatMap(LogTail::afterAll).map(RevisionBounds::most).orElse(database);
    }

    /** How far the bar of a directory reaches. */
    static long reach(MemberDirectory found) {
        return bar(found, 0).map(DirectoryRow.Bar::behind).orElse(0L);
    }

    private static Optional<DirectoryRow.Bar> bar(MemberDirectory found, long scale) {
        if (!found.canBeRescued()) {
            return Optional.empty();
        }
        long compacted = found.db().map(db -> Math.max(0, db.compactRevision())).orElse(0L);
        long database = found.db().map(db -> db.revision()).orElse(0L);
        long committed = found.tail().flatMap(LogTail::afterCommitted).map(RevisionBounds::most).orElse(database);
        long maybe = Math.max(committed, furthest(found));
        // The log of another member may have what this one lacks.
        Optional<LogFacts> own = found.log().filter(_ -> found.pieces().isEmpty());
        long missing = maybe + own.map(log -> missing(found, log)).orElse(0L);
        long behind = missing + own.flatMap(_ -> found.lost()).map(BehindDamage::entries).orElse(0L);
        boolean torn = own.filter(log -> log.end() == End.TORN).isPresent();
        return Optional.of(new DirectoryRow.Bar(compacted, database, committed, maybe, missing, behind, torn, scale));
    }

    /** How many entries are known to have been in the log and no longer are. */
    private static long missing(MemberDirectory found, LogFacts log) {
        long uncovered = log.end() == End.SHORT ? log.committed() - log.lastIndex() : 0;
        return Math.clamp(Math.max(uncovered, found.lost().map(BehindDamage::lost).orElse(0L)), 0, MOST_MISSING);
    }
}
