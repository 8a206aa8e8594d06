/**
 * Opens large snapshots in the console's window and measures what its operator feels: how soon there is a window, a
 * first line, the status table and the verdict, and how long the FX thread is ever held up meanwhile.
 *
 * <p><b>Decisions.</b> The window is the real one, opened by the application itself in a process of its own
 * ({@link org.etcdrecovery.bench.window.WindowRun}), and what it shows is read from the nodes by the ids that a person's
 * script would use. It runs on JavaFX's headless platform with the software renderer, so that anybody can repeat it;
 * that renderer does its work on this machine's processors, so a desktop with a graphics card is no slower. Nothing is
 * compared here: no other tool has a window, so the goals are those of the design.
 */
@NullMarked
package org.etcdrecovery.bench.window;

import org.jspecify.annotations.NullMarked;
