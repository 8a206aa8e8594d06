package org.etcdrecovery.console.step.source.directories;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.files.ProcessLock;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.rescue.LogTail;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RankedMember;
import org.etcdrecovery.core.rescue.RevisionBounds;

/** Turns what was found in data directories into rows. */
final class DirectoryRows {
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
        String none = texts.get("table.none");
        return new DirectoryRow(path, String.valueOf(path.getFileName()), caption, none, none, none, Optional.empty(),
                Optional.empty(), problem);
    }

    /**
     * A directory that was read.
     *
     * @param scale the highest revision of all directories
     */
    DirectoryRow read(Path path, RankedMember ranked, long scale) {
        MemberDirectory found = ranked.directory();
        String none = texts.get("table.none");
        return new DirectoryRow(path, ranked.name(), caption(found),
                found.log()
                        .map(log -> Long.toUnsignedString(log.lastTerm()) + ", " + Quantities.number(log.lastIndex()))
                        .orElse(none),
                found.db().map(db -> Quantities.number(db.revision())).orElse(none),
                found.tail().flatMap(LogTail::afterAll).map(this::revision).orElse(none), bar(found, scale),
                Optional.of(found), false);
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
        parts.add(found.log().map(log -> texts.get("directory.end." + log.end())).orElse(texts.get("directory.nolog")));
        if (found.lock().state() == ProcessLock.State.HELD) {
            parts.add(texts.get("directory.held"));
        }
        return String.join(", ", parts);
    }

    private String revision(RevisionBounds bounds) {
        return bounds.exact().isPresent()
                ? Quantities.number(bounds.most())
                : texts.get("directory.atmost", Quantities.number(bounds.most()));
    }

    /** The highest revision that the log may lead to; if unknown, the revision of the database. */
    static long furthest(MemberDirectory found) {
        long database = found.db().map(db -> db.revision()).orElse(0L);
        return found.tail().flatMap(LogTail::afterAll).map(RevisionBounds::most).orElse(database);
    }

    private static Optional<DirectoryRow.Bar> bar(MemberDirectory found, long scale) {
        return found.db().map(db -> {
            long committed = found.tail()
                    .flatMap(LogTail::afterCommitted)
                    .map(RevisionBounds::most)
                    .orElse(db.revision());
            return new DirectoryRow.Bar(Math.max(0, db.compactRevision()), db.revision(), committed,
                    Math.max(committed, furthest(found)), scale);
        });
    }
}
