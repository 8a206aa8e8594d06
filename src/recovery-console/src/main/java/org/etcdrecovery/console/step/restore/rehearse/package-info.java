/** The rehearsal in the step Restore: the plan carried out in scratch by a real etcd, before anything is written. */
@NullMarked
package org.etcdrecovery.console.step.restore.rehearse;

import org.jspecify.annotations.NullMarked;
