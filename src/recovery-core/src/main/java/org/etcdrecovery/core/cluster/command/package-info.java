/**
 * Commands to paste for running members: etcdctl's if it has one, otherwise this program's. They are complete, except
 * that a password comes from a shell variable.
 */
@NullMarked
package org.etcdrecovery.core.cluster.command;

import org.jspecify.annotations.NullMarked;
