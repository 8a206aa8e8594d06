/** What an operator saved under a name to use it again: how a cluster is reached, where snapshots are kept. */
@NullMarked
package org.etcdrecovery.console.profile;

import org.jspecify.annotations.NullMarked;
