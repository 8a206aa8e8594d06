/**
 * Saves a snapshot of a running member.
 *
 * <p>This does more than etcdctl: it compares the digest at the end of the stream with what arrived, gives up on a
 * stream that stalls without limiting a long transfer, and flushes the directory to the disk along with the file.
 */
@NullMarked
package org.etcdrecovery.core.cluster.save;

import org.jspecify.annotations.NullMarked;
