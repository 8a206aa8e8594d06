/**
 * What the formats share: a named input that is read at offsets and never written, and the one exception that says
 * what in it is wrong.
 *
 * <p>Inputs are read, not mapped: a file that is cut short while it is mapped kills the whole virtual machine, and one
 * sequential pass is faster by {@code read} anyway. {@link org.etcdrecovery.core.bytes.ByteSource} is the only place
 * that opens a user's snapshot or data directory, and it can only open for reading.
 */
@NullMarked
package org.etcdrecovery.core.bytes;

import org.jspecify.annotations.NullMarked;
