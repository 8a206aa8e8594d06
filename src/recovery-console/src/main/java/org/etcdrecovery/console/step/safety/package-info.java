/** The step Safety. So that nobody who watched the old cluster sees time run backwards. */
@NullMarked
package org.etcdrecovery.console.step.safety;

import org.jspecify.annotations.NullMarked;
