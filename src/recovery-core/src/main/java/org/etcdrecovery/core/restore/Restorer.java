package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.Surveyed;
import org.etcdrecovery.core.keyspace.BucketName;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyHistory;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;
import org.etcdrecovery.core.snapshot.StatusHash;

/**
 * Writes the data directories of all members of a plan: all of them or none. If an earlier restore with the same plan
 * was killed between its renames, completes it.
 */
public final class Restorer {
    private final RestorePlan plan;
    private final SnapshotFile snapshot;
    private final Progress progress;

    private Restorer(RestorePlan plan, SnapshotFile snapshot, Progress progress) {
        this.plan = plan;
        this.snapshot = snapshot;
        this.progress = progress;
    }

    /** As {@link #restore(RestorePlan, SnapshotOpener, Progress)}, with a snapshot that is not packed. */
    public static RestoreResult restore(RestorePlan plan, Progress progress) throws IOException {
        return restore(plan, SnapshotOpener.plain(), progress);
    }

    /**
     * Opens the snapshot of a plan and carries the plan out.
     *
     * @throws RestoreException                                   if a target is not free, or the file is not the one
     *                                                            that the plan was made for
     * @throws org.etcdrecovery.core.bytes.MalformedDataException if the snapshot is damaged
     * @throws IOException                                        if something cannot be read or written
     * @throws java.util.concurrent.CancellationException         if {@code progress} is cancelled
     */
    public static RestoreResult restore(RestorePlan plan, SnapshotOpener opener, Progress progress)
            throws IOException {
        Optional<RestoreResult> completed = completeEarlier(plan, progress);
        if (completed.isPresent()) {
            return completed.get();
        }
        try (SnapshotFile snapshot = opener.open(plan.snapshot().name(), progress)) {
            return restore(plan, snapshot, progress);
        }
    }

    /** Carries out a plan with an open snapshot, whose known hashes are not computed again. */
    public static RestoreResult restore(RestorePlan plan, SnapshotFile snapshot, Progress progress) throws IOException {
        Optional<RestoreResult> completed = completeEarlier(plan, progress);
        return completed.isPresent() ? completed.get() : new Restorer(plan, snapshot, progress).run();
    }

    /** Completes an earlier restore with this plan that had staged everything. It no longer needs the snapshot. */
    private static Optional<RestoreResult> completeEarlier(RestorePlan plan, Progress progress) throws IOException {
        Optional<UnfinishedRestore> earlier = UnfinishedRestore.of(plan);
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        refuse(earlier.get().problems().stream().map(TargetProblem::sentence).toList());
        return Optional.of(earlier.get().complete(progress));
    }

    /**
     * Checks that a plan names a directory to write and that all are free. It takes no time, so a front end calls it before
     * what takes long; {@code restore} checks it again.
     *
     * @throws RestoreException if it does not name any, or one is not free
     */
    public static void requireFreeTargets(RestorePlan plan) throws RestoreException {
        refuse(TargetRules.problems(plan));
        if (plan.writtenMembers().isEmpty()) {
            throw RestoreException
                    .refusal("The plan names no data directory to write: it is for the hosts of its members, to"
                            + " which 'deliver' brings them. To restore here, make a plan with at least one.");
        }
    }

    private static void refuse(List<String> problems) throws RestoreException {
        if (!problems.isEmpty()) {
            throw RestoreException.refusal(problems);
        }
    }

    private RestoreResult run() throws IOException {
        requireFreeTargets(plan);
        Optional<Ownership> owner = Ownership.find(plan.owner(), snapshot.path());
        StagedCluster cluster = StagedCluster.fresh(plan.writtenMembers());
        try {
            snapshot.startHashing(progress);
            cluster.create();
            try (ImageFiles images = new ImageFiles(cluster.databases())) {
                return cluster.complete(plan, images, copy(cluster, images), owner, progress);
            }
        } catch (IOException | RuntimeException | Error e) {
            cluster.discardAfter(e);
            throw e;
        }
    }

    /** Also determines what reading back compares with, while the disk is busy. */
    private Content copy(StagedCluster cluster, ImageFiles images) throws IOException {
        BoltFile source = snapshot.bolt();
        Optional<EditedKeys> keyspace = editedKeys();
        DatabaseCopy copy = new DatabaseCopy(source, DatabaseEdits.ofMembers(plan.members(), keyspace,
                RevisionBump.of(plan.revisions()), plan.clearAlarms()), images);
        StatusHash hash = new StatusHash();
        KeyHistory history = KeyHistory.findingNewest(KeyBucket.refusing(snapshot.source()));
        source.walk(bucket -> {
            hash.bucket(bucket);
            boolean wanted = plan.readBack() && keyspace.isEmpty() && bucket.name().equals(BucketName.KEY);
            return beside(copy.bucket(bucket), hash, wanted ? history : LeafVisitor.none());
        },
                (_, _, total) -> cluster.begin(progress, Stage.WRITE, total));
        copy.end();
        refuseAnotherFile(hash.value());
        images.complete();
        return copy.content(NewestRecords.in(snapshot, history));
    }

    private Optional<EditedKeys> editedKeys() throws IOException {
        if (plan.keyspace().isEmpty()) {
            return Optional.empty();
        }
        Surveyed surveyed = KeyspaceSurvey.survey(snapshot, plan.keyspace().get().edit(), progress);
        if (!surveyed.keyspace().change().equals(plan.keyspace().get())) {
            throw RestoreException.refusal(
                    "The plan does not fit the snapshot: what it says about keys and leases is not what its"
                            + " changes make of " + snapshot.shown() + ". Make the plan again for this file.");
        }
        return Optional.of(new EditedKeys(snapshot.source(), surveyed, progress));
    }

    /** The content hash detects a file that was changed in place after it was hashed. */
    private static LeafVisitor beside(LeafVisitor copy, StatusHash hash, LeafVisitor history) {
        return new LeafVisitor() {
            @Override
            public void leaf(Leaf leaf) throws IOException {
                hash.leaf(leaf);
                history.leaf(leaf);
                copy.leaf(leaf);
            }

            @Override
            public void end() throws IOException {
                copy.end();
            }
        };
    }

    private void refuseAnotherFile(int sourceHash) throws IOException {
        PlanFit.requireSameFile(plan, snapshot, progress);
        if (sourceHash != plan.snapshot().contentHash()) {
            throw RestoreException.refusal(snapshot.shown() + " changed while it was read: its records have the hash "
                    + Integer.toHexString(sourceHash) + ", planned was "
                    + Integer.toHexString(plan.snapshot().contentHash()) + ". Make a new plan for it.");
        }
    }
}
