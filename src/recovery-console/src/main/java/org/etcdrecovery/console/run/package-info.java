/**
 * Work off the FX thread. A view model hands a {@link org.etcdrecovery.console.run.Job} to a
 * {@link org.etcdrecovery.console.run.TaskRunner}, which runs it elsewhere and comes back with its result, so that the
 * same view model can be driven by a plain test whose runner does everything on one thread.
 *
 * <p>An {@link org.etcdrecovery.console.run.Activity} is what of it can be seen: whether it runs, how far each stage
 * has come, and the switch that stops it. The core counts on its own threads, as often as it likes; ten times a second
 * the counters are copied to where a view may look, so that no progress can flood the FX thread.
 */
@NullMarked
package org.etcdrecovery.console.run;

import org.jspecify.annotations.NullMarked;
