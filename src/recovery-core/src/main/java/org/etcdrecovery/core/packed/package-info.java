/** Recognises files by their content that are not snapshots but may contain one, or that operators mistake for one. */
@NullMarked
package org.etcdrecovery.core.packed;

import org.jspecify.annotations.NullMarked;
