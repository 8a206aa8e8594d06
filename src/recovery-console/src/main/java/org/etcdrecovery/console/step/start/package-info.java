/**
 * The step Start: bring each directory to its host and start all members together. A single one never becomes ready.
 */
@NullMarked
package org.etcdrecovery.console.step.start;

import org.jspecify.annotations.NullMarked;
