/** The step Inspect. Is this file what you think it is, and will it restore? */
@NullMarked
package org.etcdrecovery.console.step.inspect;

import org.jspecify.annotations.NullMarked;
