/**
 * Files that are not a snapshot but may hold one, or that operators take for one, recognised by their content.
 */
@NullMarked
package org.etcdrecovery.core.packed;

import org.jspecify.annotations.NullMarked;
