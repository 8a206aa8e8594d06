/**
 * What the name of a snapshot file and the files beside it tell about its origin, as the platforms name their backups. It
 * is shown to the operator and compared with the content; nothing is decided by a name.
 */
@NullMarked
package org.etcdrecovery.core.origin;

import org.jspecify.annotations.NullMarked;
