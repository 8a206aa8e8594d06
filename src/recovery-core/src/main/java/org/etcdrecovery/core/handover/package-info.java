/**
 * How each restored member gets to its host and into service: commands and files for the operator.
 *
 * <pre>
 * RestorePlan ──RestoreCommands, StartCommands──▶ the equivalent commands for etcd's own tools
 * RestorePlan ──Placement, StartGuide, StartScript──▶ the steps on each member's host
 * RestoreRequest ──FileCommands──▶ the equivalent commands for this program's command line
 * </pre>
 */
@NullMarked
package org.etcdrecovery.core.handover;

import org.jspecify.annotations.NullMarked;
