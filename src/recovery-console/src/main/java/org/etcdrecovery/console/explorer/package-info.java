/**
 * The explorer: what a snapshot holds, as pictures and tables, on a page of its own. It opens over a run from the step
 * Inspect, or over the start page from a recent snapshot, and leads back there. Everything is read off the FX thread, a
 * tab when it is opened.
 *
 * <p>A file that is dropped on the window is inspected first, and the explorer is one click away from the verdict. What
 * is dropped is mostly a file of unknown worth: before anyone looks at its keys they must know whether it is whole.
 */
@NullMarked
package org.etcdrecovery.console.explorer;

import org.jspecify.annotations.NullMarked;
