/** The step Restore. New data directories, each complete or not there at all. */
@NullMarked
package org.etcdrecovery.console.step.restore;

import org.jspecify.annotations.NullMarked;
