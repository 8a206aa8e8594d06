/** The source is a snapshot in object storage, or in a directory of snapshots. */
@NullMarked
package org.etcdrecovery.console.step.source.store;

import org.jspecify.annotations.NullMarked;
