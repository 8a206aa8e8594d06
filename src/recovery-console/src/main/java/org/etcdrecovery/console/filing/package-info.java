/** The files that a run writes on request from more than one step: the plan. */
@NullMarked
package org.etcdrecovery.console.filing;

import org.jspecify.annotations.NullMarked;
