/** What a run writes to files because the operator asks for it in more than one step: the plan. */
@NullMarked
package org.etcdrecovery.console.filing;

import org.jspecify.annotations.NullMarked;
