/** The step Start. Bring each directory to its host and start all of them together. One alone never becomes ready. */
@NullMarked
package org.etcdrecovery.console.step.start;

import org.jspecify.annotations.NullMarked;
