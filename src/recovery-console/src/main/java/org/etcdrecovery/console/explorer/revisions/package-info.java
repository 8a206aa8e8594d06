/** When a snapshot was written to: a histogram over its revisions, and the keys that were deleted. */
@NullMarked
package org.etcdrecovery.console.explorer.revisions;

import org.jspecify.annotations.NullMarked;
