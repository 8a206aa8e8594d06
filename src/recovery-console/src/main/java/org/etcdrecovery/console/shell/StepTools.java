package org.etcdrecovery.console.shell;

import java.time.Clock;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.console.settings.Memory;

/**
 * What a step may use of the world outside of the recovery.
 *
 * @param runner  runs work off the FX thread
 * @param dialogs asks the desktop
 * @param memory  what survives a restart
 * @param clock   the time, and the zone that times are shown in
 */
public record StepTools(TaskRunner runner, Dialogs dialogs, Memory memory, Clock clock) {}
