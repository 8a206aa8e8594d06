/**
 * Files with keys and values that a snapshot holds, to be read by people, spreadsheets, etcdctl or kubectl.
 *
 * <p>A file appears when it is complete, under a name that was free, and only its owner can read it.
 */
@NullMarked
package org.etcdrecovery.core.contents.export;

import org.jspecify.annotations.NullMarked;
