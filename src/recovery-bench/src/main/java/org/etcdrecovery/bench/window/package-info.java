/**
 * Opens large snapshots in the console's window and measures what its operator feels: how soon the window, a first
 * line, the status table and the verdict appear, and the longest delay of the FX thread in between.
 *
 * <p><b>Decisions.</b> The window is the real one. The application itself opens it in a separate process ({@link
 * org.etcdrecovery.bench.window.WindowRun}), and the benchmark reads the nodes by their ids. The software renderer
 * draws it, so a desktop with a graphics card is at least as fast. Without a display it is drawn on one in memory,
 * because JavaFX's own headless platform copies every frame on the FX thread pixel by pixel, which no operator waits
 * for. There is no comparison here: no other tool has a window, so the goals are those of the design.
 */
@NullMarked
package org.etcdrecovery.bench.window;

import org.jspecify.annotations.NullMarked;
