/**
 * Where snapshots are in object storage and how it is reached, as typed. The source of a recovery and the target of a save
 * use these fields. Credentials are kept in memory only.
 */
@NullMarked
package org.etcdrecovery.console.storage;

import org.jspecify.annotations.NullMarked;
