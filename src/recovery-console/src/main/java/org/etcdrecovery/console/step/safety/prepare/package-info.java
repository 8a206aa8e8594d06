/** Part of the step Safety: a prepared snapshot, for a platform that restores by itself. */
@NullMarked
package org.etcdrecovery.console.step.safety.prepare;

import org.jspecify.annotations.NullMarked;
