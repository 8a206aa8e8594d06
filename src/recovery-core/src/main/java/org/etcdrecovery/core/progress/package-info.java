/**
 * The only callbacks from the core into a front end: they report how far a long operation has come, and may stop it.
 *
 * <p>Reporting and stopping are one call on purpose. Code that advances a {@link org.etcdrecovery.core.progress.Work}
 * often enough for a progress bar also stops soon enough, and cannot forget one of the two.
 */
@NullMarked
package org.etcdrecovery.core.progress;

import org.jspecify.annotations.NullMarked;
