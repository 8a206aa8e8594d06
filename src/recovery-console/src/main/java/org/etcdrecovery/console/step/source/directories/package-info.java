/**
 * Source, from the data directories of dead members.
 */
@NullMarked
package org.etcdrecovery.console.step.source.directories;

import org.jspecify.annotations.NullMarked;
