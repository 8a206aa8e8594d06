/**
 * Work off the FX thread. A view model hands a {@link org.etcdrecovery.console.run.Job} to a {@link
 * org.etcdrecovery.console.run.TaskRunner}, which runs it on another thread and returns with the result. A plain test
 * can drive the same view model with a runner that does everything on one thread.
 *
 * <p>An {@link org.etcdrecovery.console.run.Activity} shows the state of the work: whether it is running, how far each
 * stage is, and the switch that stops it. The core counts on its own threads, as often as it likes. Ten times a second
 * the counters are copied to where views can read them, so that progress never floods the FX thread.
 */
@NullMarked
package org.etcdrecovery.console.run;

import org.jspecify.annotations.NullMarked;
