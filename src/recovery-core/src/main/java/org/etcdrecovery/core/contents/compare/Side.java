package org.etcdrecovery.core.contents.compare;

import org.etcdrecovery.core.contents.index.KeyState;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * One side of a comparison.
 *
 * @param state  the keys to compare, filtered or not
 * @param opener opens the file that they were read from
 * @param name   the name of that file
 */
public record Side(KeyState state, SnapshotOpener opener, SnapshotName name) {}
