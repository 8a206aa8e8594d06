/**
 * What runs {@code snapshot keep} again and again: a systemd timer or a CronJob of Kubernetes, as files to review and
 * install. This program has no daemon of its own.
 *
 * <p>No file holds a secret. systemd hands them over by {@code LoadCredential=}, Kubernetes by a Secret that the operator
 * fills.
 */
@NullMarked
package org.etcdrecovery.core.store.schedule;

import org.jspecify.annotations.NullMarked;
