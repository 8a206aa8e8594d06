/**
 * The delivery of the restored members to their hosts over SSH, as the steps Start and Verify share it. What is on the
 * hosts is read from their journals whenever the operator asks, never from memory.
 */
@NullMarked
package org.etcdrecovery.console.deliver;

import org.jspecify.annotations.NullMarked;
