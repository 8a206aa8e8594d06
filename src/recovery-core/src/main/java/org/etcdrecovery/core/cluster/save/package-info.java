/**
 * Saving a snapshot of a running member.
 *
 * <p>What etcdctl does not do is done here: the digest at the end of the stream is compared with what arrived, a silence
 * ends the attempt while a long transfer may take its time, and the directory is brought to the disk with the file.
 */
@NullMarked
package org.etcdrecovery.core.cluster.save;

import org.jspecify.annotations.NullMarked;
