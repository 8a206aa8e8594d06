/**
 * What a check of a file or a directory finds, the same for every subject: a stable code, a severity, a place, and in
 * words what is, why it matters and what to do. Each subject has an enum of its own codes and one class for its texts.
 */
@NullMarked
package org.etcdrecovery.core.finding;

import org.jspecify.annotations.NullMarked;
