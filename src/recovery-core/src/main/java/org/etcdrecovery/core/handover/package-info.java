/**
 * The way of each member to its host and into service: the commands and files that the operator takes there.
 *
 * <pre>
 * RestorePlan ──RestoreCommands, StartCommands──▶ what the official tools would have to be told
 * RestorePlan ──Placement, StartGuide, StartScript──▶ how each member comes to its host and into service
 * RestoreRequest ──FileCommands──▶ what this program's command line would have to be told
 * </pre>
 */
@NullMarked
package org.etcdrecovery.core.handover;

import org.jspecify.annotations.NullMarked;
