/**
 * Packed files, and files that operators mistake for a snapshot; both are recognised by their content, never by their
 * name. {@link org.etcdrecovery.core.packed.Unpacker} takes the one snapshot out of an archive, a compressed file, or an
 * archive in a compressed file: it writes that to a scratch file, within limits of size and ratio. Names of entries are
 * only shown and compared, never used as paths.
 */
@NullMarked
package org.etcdrecovery.core.packed;

import org.jspecify.annotations.NullMarked;
