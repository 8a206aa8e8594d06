/** The step Verify. Prove that the new cluster serves what was restored, before anybody uses it. */
@NullMarked
package org.etcdrecovery.console.step.verify;

import org.jspecify.annotations.NullMarked;
