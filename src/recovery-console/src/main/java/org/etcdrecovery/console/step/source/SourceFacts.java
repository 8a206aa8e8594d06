package org.etcdrecovery.console.step.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.filing.Making;
import org.etcdrecovery.console.recovery.RunKind;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.SourceKind;
import org.etcdrecovery.console.step.source.directories.DirectoryRow;
import org.etcdrecovery.console.step.source.store.StoreWork;
import org.etcdrecovery.core.cluster.quorum.QuorumAssessment;
import org.etcdrecovery.core.shell.Command;
import org.etcdrecovery.core.snapshot.SnapshotName;

/**
 * What the status of the step Source depends on.
 *
 * @param kind        the kind of run
 * @param source      the selected source
 * @param busy        whether members are being asked, or directories read
 * @param works       the file that the run works on
 * @param undecided   the decision that is needed and that the operator has not made; otherwise {@code NONE}
 * @param endpoints   the living cluster
 * @param file        the snapshot file
 * @param store       object storage
 * @param directories the data directories
 * @param commands    the equivalent commands
 */
record SourceFacts(RunKind kind, SourceKind source, boolean busy, Optional<SnapshotChoice> works, Decision undecided,
        Endpoints endpoints, File file, Store store, Directories directories, List<Command> commands) {
    /**
     * The living cluster.
     *
     * @param reason     why the members cannot be asked; empty if they can
     * @param assessment what their answers mean
     * @param current    whether the answers belong to the connection as it is typed now
     * @param failed     whether asking failed
     * @param fixable    whether a member failed for a reason that another scheme, certificate or login may remove
     * @param dealtWith  whether every item of the checklist is done or skipped
     */
    record Endpoints(String reason, Optional<QuorumAssessment> assessment, boolean current, boolean failed,
            boolean fixable, boolean dealtWith) {}

    /**
     * The snapshot file.
     *
     * @param named  the file that is typed
     * @param reason why it cannot be used; empty if it can
     */
    record File(Optional<Path> named, String reason) {}

    /**
     * Object storage.
     *
     * @param reason  why no store can be asked; empty if one can
     * @param work    what is under way
     * @param listed  whether there is a list of what is typed now, or none is needed
     * @param chosen  the chosen snapshot
     * @param here    whether that is on this machine
     * @param useless why the chosen file is of no use; empty if it may be
     */
    record Store(String reason, StoreWork work, boolean listed, Optional<SnapshotName> chosen, boolean here,
            String useless) {}

    /**
     * The data directories.
     *
     * @param count  how many there are
     * @param chosen the selected one
     * @param rescue what is made of it
     * @param fetching whether some are being fetched from other hosts
     */
    record Directories(int count, Optional<DirectoryRow> chosen, Rescue rescue, boolean fetching) {}

    /**
     * The snapshot that is made of a directory.
     *
     * @param phase      how far it is
     * @param impossible whether nothing can be made of it
     * @param agreed     whether the operator has agreed to all that needs it
     * @param reason     why there is no file to write; empty if there is one
     */
    record Rescue(Making phase, boolean impossible, boolean agreed, String reason) {}
}
