/** The step Source. Where the keyspace comes from: a living member, a snapshot file, or a dead member’s directory. */
@NullMarked
package org.etcdrecovery.console.step.source;

import org.jspecify.annotations.NullMarked;
