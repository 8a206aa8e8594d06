/** The first page: what somebody wants to do, the snapshots of late, and a run that was interrupted. */
@NullMarked
package org.etcdrecovery.console.home;

import org.jspecify.annotations.NullMarked;
