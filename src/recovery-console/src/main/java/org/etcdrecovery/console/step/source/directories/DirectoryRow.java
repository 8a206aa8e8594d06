package org.etcdrecovery.console.step.source.directories;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.etcdrecovery.console.text.Quantities;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.rescue.LogTail;
import org.etcdrecovery.core.rescue.MemberDirectory;
import org.etcdrecovery.core.rescue.RevisionBounds;

/**
 * A data directory in the table.
 *
 * @param path      the path as typed or chosen
 * @param name      its short name
 * @param caption   the version and how its log ends, or what is wrong with it
 * @param bar       its revisions as a picture; empty if nothing can be drawn
 * @param directory what was found in it; empty if unknown
 * @param problem   whether the caption reports a problem
 * @param caution   what speaks against choosing it; empty if nothing does
 */
public record DirectoryRow(Path path, String name, String caption, Optional<Bar> bar,
        Optional<MemberDirectory> directory, boolean problem, Optional<Caution> caution) {
    private static final Texts TEXTS = Texts.of("source");

    /**
     * The revisions of a member on one scale, none lower than the one before. Where the log is damaged or incomplete, its
     * entries are drawn as if each made one revision.
     *
     * @param compacted the compact revision
     * @param database  the last revision in the database; 0 if there is none
     * @param committed the revision after the committed entries of the log
     * @param maybe     the revision that all entries of the log may lead to
     * @param missing   how far entries reach that were there and are lost
     * @param behind    how far entries reach that are behind the damage, where nothing can be applied
     * @param torn      whether the log ends in the middle of a write
     * @param scale     the highest of these of all directories
     */
    public record Bar(long compacted, long database, long committed, long maybe, long missing, long behind,
            boolean torn, long scale) {}

    /** The last term and index of its log. */
    String logEnd() {
        return shown(found -> found.log()
                .map(log -> Long.toUnsignedString(log.lastTerm()) + ", " + Quantities.number(log.lastIndex())));
    }

    /** The revision of its database. */
    String database() {
        return shown(found -> found.db().map(db -> Quantities.number(db.revision())));
    }

    /** The revision that its log would lead to. */
    String withLog() {
        return shown(found -> found.tail().flatMap(LogTail::afterAll).map(DirectoryRow::revision));
    }

    private static String revision(RevisionBounds bounds) {
        String most = Quantities.number(bounds.most());
        return bounds.exact().isPresent() ? most : TEXTS.get("directory.atmost", most);
    }

    private String shown(Function<MemberDirectory, Optional<String>> what) {
        return directory.flatMap(what).orElseGet(() -> TEXTS.get("table.none"));
    }

    /** Whether a snapshot can be made of it. */
    public boolean canBeUsed() {
        return directory.filter(MemberDirectory::canBeRescued).isPresent();
    }
}
