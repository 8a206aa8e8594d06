/** The step Inspect: whether the file is what the operator thinks it is, and whether it will restore. */
@NullMarked
package org.etcdrecovery.console.step.inspect;

import org.jspecify.annotations.NullMarked;
