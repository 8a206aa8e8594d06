package org.etcdrecovery.console.step.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.run.Failed;
import org.etcdrecovery.core.shell.Command;

/**
 * What the status of the step Snapshot depends on.
 *
 * @param saving    whether a snapshot is being saved
 * @param percent   how much of it has arrived; empty while that is unknown
 * @param file      the file that the run works on
 * @param failed    why the last save failed
 * @param complete  whether the file needs no save: the form describes it, or the source is no live member
 * @param from      the selected member; empty if none answered
 * @param looked    whether the place to write to was looked at
 * @param problem   what is wrong with that place; empty if nothing is
 * @param commands  the equivalent commands
 * @param wasPassed whether there was a file before
 * @param repeated  whether the save may be repeated
 */
record SaveFacts(boolean saving, OptionalInt percent, Optional<SnapshotChoice> file, Optional<Failed> failed,
        boolean complete, Optional<MemberChoice> from, boolean looked, String problem,
        List<Command> commands, boolean wasPassed, boolean repeated) {}
