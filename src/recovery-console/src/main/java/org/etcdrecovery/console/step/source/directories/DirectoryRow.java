package org.etcdrecovery.console.step.source.directories;

import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.rescue.MemberDirectory;

/**
 * A data directory in the table.
 *
 * @param path      as it was named
 * @param name      what to call it
 * @param caption   the version and how its log ends, or what is wrong with it
 * @param logEnd    the last term and index of its log
 * @param database  the revision of its database
 * @param withLog   the revision that its log would lead to
 * @param bar       the same as a picture; empty where nothing can be drawn
 * @param directory what was found in it; empty when that is not known
 * @param problem   whether the caption says what is wrong
 */
public record DirectoryRow(Path path, String name, String caption, String logEnd, String database, String withLog,
        Optional<Bar> bar, Optional<MemberDirectory> directory, boolean problem) {
    /**
     * The revisions of a member on one scale, each at least as high as the one before.
     *
     * @param compacted up to where history was dropped
     * @param database  up to where the database goes
     * @param committed up to where committed entries of the log lead
     * @param maybe     up to where all entries of the log may lead
     * @param scale     the highest of all directories
     */
    public record Bar(long compacted, long database, long committed, long maybe, long scale) {}

    /** Whether its database can be the source. */
    public boolean canBeTaken() {
        return directory.filter(MemberDirectory::canBeTaken).isPresent();
    }
}
