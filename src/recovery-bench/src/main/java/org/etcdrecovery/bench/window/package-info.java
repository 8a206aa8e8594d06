/**
 * Opens large snapshots in the console's window and measures what its operator feels: how soon there is a window, a
 * first line, the status table and the verdict, and how long the FX thread is ever held up meanwhile.
 *
 * <p><b>Decisions.</b> The window is the real one, opened by the application itself in a process of its own
 * ({@link org.etcdrecovery.bench.window.WindowRun}), and what it shows is read from the nodes by the ids that a person's
 * script would use. It is drawn by the software renderer, so that a desktop with a graphics card is no slower; on a display
 * in memory where there is none (JavaFX's own headless platform copies every frame on the FX thread, pixel by pixel,
 * which no operator has to wait for). Nothing is
 * compared here: no other tool has a window, so the goals are those of the design.
 */
@NullMarked
package org.etcdrecovery.bench.window;

import org.jspecify.annotations.NullMarked;
