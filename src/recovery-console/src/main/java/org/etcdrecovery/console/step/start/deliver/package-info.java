/** The part of the step Start that brings the members to their hosts over SSH. */
@NullMarked
package org.etcdrecovery.console.step.start.deliver;

import org.jspecify.annotations.NullMarked;
