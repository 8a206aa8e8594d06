/**
 * The step Source: where the keyspace comes from. This is a live member, a snapshot file, or a dead member's directory.
 */
@NullMarked
package org.etcdrecovery.console.step.source;

import org.jspecify.annotations.NullMarked;
