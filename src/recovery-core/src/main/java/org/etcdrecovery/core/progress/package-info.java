/**
 * The only callbacks from the core into a front end: how far a long operation has come, and whether it shall stop.
 *
 * <p>Reporting and stopping are one call on purpose. Whoever advances a {@link org.etcdrecovery.core.progress.Work}
 * often enough for a progress bar can also be cancelled often enough, and neither can be forgotten alone.
 */
@NullMarked
package org.etcdrecovery.core.progress;

import org.jspecify.annotations.NullMarked;
