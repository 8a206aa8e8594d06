/**
 * From what somebody asks for to what would be done: pure functions, decided before anything is written.
 *
 * <pre>
 * RestoreRequest + SnapshotFacts ──Planner──▶ PlanResult: RestorePlan, or all Problems at once
 * RestorePlan ──PlanJson──▶ text ──PlanJson──▶ the same RestorePlan
 * </pre>
 *
 * <p>Decisions, and why:
 * <ul>
 * <li>Nothing here reads a file, asks a clock, draws a random number or resolves a name. Peer URLs are compared as
 * text: in a disaster the name service may be down or still point to the old hosts, and etcd's own tools then wait for
 * half a minute. Whether a directory exists is for the restore to see.
 * <li>A request holds what was typed. All of it is judged in one go, and each problem names the member and field it
 * belongs to, so that a form can mark the cell.
 * <li>The message of a problem is etcd's own sentence where etcd has one: people search for it. The advice beside it is
 * in plain words.
 * <li>What etcd accepts is accepted. What it accepts but hurts later is a warning, and a plan keeps its warnings.
 * <li>A 3.4 target gets what the tools of 3.5 write: the tool of 3.4 leaves the members of the lost cluster behind and
 * deletes user keys that are named like one of their IDs.
 * <li>A plan may name members that it does not write. {@code snapshot restore} of the official tools restores one
 * member of a cluster at a time, and so can a plan.
 * <li>A plan that is read back is checked as if it were asked for: IDs that do not follow from URLs and token mean that
 * it was edited, and the members of one cluster would no longer know each other.
 * </ul>
 */
@NullMarked
package org.etcdrecovery.core.plan;

import org.etcdrecovery.core.handover.FileCommands;
import org.etcdrecovery.core.handover.Placement;
import org.etcdrecovery.core.handover.RestoreCommands;
import org.etcdrecovery.core.handover.StartCommands;
import org.etcdrecovery.core.handover.StartGuide;
import org.etcdrecovery.core.handover.StartScript;
import org.etcdrecovery.core.url.EtcdUrl;
import org.jspecify.annotations.NullMarked;
