/**
 * The recovery core: everything that the console and the command line know about etcd. It needs no etcd binary, prints
 * nothing and keeps no state between calls.
 *
 * <p>A snapshot travels in one direction through immutable records, and nothing is written before there is a plan:
 *
 * <pre>
 * Endpoint ──save──▶ SnapshotFile ──inspect──▶ Inspection ──plan──▶ RestorePlan ──restore──▶ data directories ──prove──▶ Proof
 * </pre>
 *
 * <p>From a file to a proven cluster; a test compiles and runs these lines:
 *
 * <pre>{@code
 * try (SnapshotFile snapshot = SnapshotFile.open(file)) {
 *     Inspection inspection = Inspector.inspect(snapshot, progress, finding -> report(finding.summary()));
 *     RestoreRequest request = RestoreRequest.builder(members, token).revisionBump(bump).markCompacted(true).build();
 *     switch (Planner.plan(request, inspection)) {
 *         case PlanResult.Unusable(Inspection why) -> report(why.verdict());
 *         case PlanResult.Refused(List<Problem> problems) -> report(problems);
 *         case PlanResult.Accepted(RestorePlan plan, List<Problem> warnings) -> {
 *             report(warnings);
 *             Restorer.restore(plan, progress);
 *             startMembers(plan);
 *             ProofRequest proof = new ProofRequest(plan, connection, false, ProofRequest.DEFAULT_PATIENCE);
 *             report(Prover.prove(proof, check -> report(check.subject()), progress).proven());
 *         }
 *     }
 * }
 * }</pre>
 *
 * <p>Where the data comes from instead of a file:
 * <ul>
 * <li>a live member: {@link org.etcdrecovery.core.cluster.probe.Prober} asks all members,
 * {@link org.etcdrecovery.core.cluster.quorum.QuorumAssessor} says whether a restore is needed at all, and
 * {@link org.etcdrecovery.core.cluster.save.SnapshotSaver} saves a snapshot;
 * <li>a dead member: {@link org.etcdrecovery.core.rescue.DirectoryAssessor} judges its data directory, and
 * {@link org.etcdrecovery.core.rescue.Ranker} says which of several to take.
 * </ul>
 *
 * <p>What an operator names may be packed, or not on this machine.
 * {@link org.etcdrecovery.core.snapshot.SnapshotOpener} is the one way to it: it opens a file of any form for all that reads
 * snapshots, so that a front end need not know how a file is packed. With a
 * {@link org.etcdrecovery.core.store.StoreFetcher} it also fetches what
 * {@link org.etcdrecovery.core.snapshot.SnapshotName#at} names.
 *
 * <p>{@link org.etcdrecovery.core.store.StoreListing} tells what a bucket or a directory of snapshots holds,
 * {@link org.etcdrecovery.core.store.keep.KeepRun} saves into one and thins it, and
 * {@link org.etcdrecovery.core.store.schedule} has that run by systemd or Kubernetes.
 *
 * <p>Work that takes long takes a {@link org.etcdrecovery.core.progress.Progress}, its only callback into a front end,
 * and ends with a {@link java.util.concurrent.CancellationException} if that says so. What comes from outside reaches a
 * terminal, a page or a shell only through {@link org.etcdrecovery.core.text.Shown},
 * {@link org.etcdrecovery.core.report.html} and {@link org.etcdrecovery.core.shell}.
 *
 * <p>A type that is public for other packages of the core is not meant for front ends; the test {@code FrontEndDoor}
 * lists those that are.
 */
@NullMarked
package org.etcdrecovery.core;

import org.jspecify.annotations.NullMarked;
