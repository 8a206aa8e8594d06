/**
 * Turns a request into a plan, with pure functions, before anything is written.
 *
 * <pre>
 * RestoreRequest + SnapshotFacts ──Planner──▶ PlanResult: RestorePlan, or all Problems at once
 * RestorePlan ──PlanJson──▶ text ──PlanJson──▶ the same RestorePlan
 * </pre>
 *
 * <p>Decisions, and why:
 * <ul>
 * <li>Nothing here reads a file, a clock or a random number, or resolves a name. Peer URLs are compared as text: in a
 * disaster the name service may be down or still point to the old hosts, and etcd's own tools then wait for half a
 * minute. The restore checks whether directories exist.
 * <li>A request holds what was typed. It is checked as a whole, and each problem names its member and field, so that a
 * form can mark the cell.
 * <li>The message of a problem is etcd's own sentence where etcd has one: people search for it. The advice is in plain
 * words.
 * <li>What etcd accepts is accepted. If it causes trouble later, that is a warning, and the plan keeps its warnings.
 * <li>A 3.4 target gets what the 3.5 tools write: the 3.4 tool leaves the members of the lost cluster in the database
 * and deletes user keys whose names equal their IDs.
 * <li>A plan may name members that it does not write. The official {@code snapshot restore} restores one member of a
 * cluster at a time, and so can a plan.
 * <li>A plan that is read back is checked like a new request: IDs that do not derive from the URLs and the token mean
 * that it was edited, and its members would reject each other.
 * </ul>
 */
@NullMarked
package org.etcdrecovery.core.plan;

import org.jspecify.annotations.NullMarked;
