/** The start page: what the operator can do, the recent snapshots, and an interrupted run. */
@NullMarked
package org.etcdrecovery.console.home;

import org.jspecify.annotations.NullMarked;
