/** The source is a snapshot file. */
@NullMarked
package org.etcdrecovery.console.step.source.file;

import org.jspecify.annotations.NullMarked;
