/** The step Safety: no client that watched the old cluster may see revisions go backwards. */
@NullMarked
package org.etcdrecovery.console.step.safety;

import org.jspecify.annotations.NullMarked;
