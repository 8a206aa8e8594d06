/** What happens at the new cluster's URLs while a step waits for the operator. */
@NullMarked
package org.etcdrecovery.console.live;

import org.jspecify.annotations.NullMarked;
