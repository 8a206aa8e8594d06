/** The step Verify: prove that the new cluster serves what was restored, before anyone uses it. */
@NullMarked
package org.etcdrecovery.console.step.verify;

import org.jspecify.annotations.NullMarked;
