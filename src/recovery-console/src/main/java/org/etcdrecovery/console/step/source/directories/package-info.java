/** The source is a data directory of a dead member. */
@NullMarked
package org.etcdrecovery.console.step.source.directories;

import org.jspecify.annotations.NullMarked;
