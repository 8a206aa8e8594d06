package org.etcdrecovery.console.shell;

import java.time.Clock;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.settings.Memory;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * The services that steps use.
 *
 * @param runner  runs work off the FX thread
 * @param dialogs shows dialogs
 * @param memory  the settings that survive a restart
 * @param clock   the time, and the time zone to show times in
 * @param opener  opens snapshots, packed or not
 * @param site    where and how rehearsals run
 * @param stores  how object storage is reached
 */
public record StepTools(TaskRunner runner, Dialogs dialogs, Memory memory, Clock clock, SnapshotOpener opener,
        RehearsalSite site, StoreAccess stores) {}
