/** The index over the keys of a file, which the step Inspect collects and the explorer shows. */
@NullMarked
package org.etcdrecovery.console.indexing;

import org.jspecify.annotations.NullMarked;
