/** The step Restore: new data directories, each of them complete or absent. */
@NullMarked
package org.etcdrecovery.console.step.restore;

import org.jspecify.annotations.NullMarked;
