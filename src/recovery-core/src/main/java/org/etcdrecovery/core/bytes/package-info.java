/**
 * What the formats share: a named, read-only input with random access, and the exception that describes malformed data.
 *
 * <p>Inputs are read, not mapped: truncating a mapped file crashes the whole virtual machine, and {@code read} is
 * faster for a sequential pass anyway. {@link org.etcdrecovery.core.bytes.ByteSource} is the only class that opens a
 * user's snapshot or data directory, and it opens files for reading only.
 */
@NullMarked
package org.etcdrecovery.core.bytes;

import org.jspecify.annotations.NullMarked;
