package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.bolt.TreeVisitor.LeafVisitor;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.PassListener;

/**
 * Writes the databases of a {@link OnePassRestore}. It is also the progress of the inspection, so that the members
 * advance with the pass that writes them.
 */
final class OnePassWriter implements PassListener, Progress, Closeable {
    private final StagedCluster cluster;
    private final Optional<Ownership> owner;
    private final Progress progress;
    private final ImageFiles images;
    private final DatabaseCopy copy;
    private boolean inPlace;

    private OnePassWriter(StagedCluster cluster, Optional<Ownership> owner, Progress progress, ImageFiles images,
            DatabaseCopy copy) {
        this.cluster = cluster;
        this.owner = owner;
        this.progress = progress;
        this.images = images;
        this.copy = copy;
    }

    /** Creates the directories and the files. */
    static OnePassWriter begin(BoltFile source, DatabaseEdits edits, List<PlannedMember> written,
            Optional<Ownership> owner,
            Progress progress) throws IOException {
        StagedCluster cluster = StagedCluster.fresh(written);
        try {
            cluster.create();
            return begin(cluster, source, edits, owner, progress);
        } catch (IOException | RuntimeException e) {
            cluster.discardAfter(e);
            throw e;
        }
    }

    private static OnePassWriter begin(StagedCluster cluster, BoltFile source, DatabaseEdits edits,
            Optional<Ownership> owner,
            Progress progress) throws IOException {
        ImageFiles images = new ImageFiles(cluster.databases());
        try {
            return new OnePassWriter(cluster, owner, progress, images, new DatabaseCopy(source, edits, images));
        } catch (IOException | RuntimeException e) {
            images.close();
            throw e;
        }
    }

    @Override
    public Work begin(Stage stage, String subject, long total) {
        Work work = progress.begin(stage, subject, total);
        if (stage != Stage.CHECK) {
            return work;
        }
        try {
            return new Both(work, cluster.begin(progress, Stage.WRITE, total));
        } catch (RuntimeException e) {
            work.close();
            throw e;
        }
    }

    @Override
    public LeafVisitor bucket(Bucket bucket) throws IOException {
        return copy.bucket(bucket);
    }

    @Override
    public void end() throws IOException {
        copy.end();
        // Lets the disk write the rest while the inspection goes on.
        images.complete();
    }

    /**
     * Adds the logs to the complete databases, and moves the members into place.
     *
     * @param newest the newest records of the snapshot
     */
    RestoreResult carryOut(RestorePlan plan, NewestRecords newest) throws IOException {
        RestoreResult result = cluster.complete(plan, images, copy.content(newest), owner, progress);
        inPlace = true;
        return result;
    }

    @Override
    public void close() throws IOException {
        try {
            images.close();
        } finally {
            if (!inPlace) {
                cluster.discard();
            }
        }
    }

    /** Reports to two works at once. */
    private record Both(Work first, Work second) implements Work {
        @Override
        public void advance(long amount) {
            first.advance(amount);
            second.advance(amount);
        }

        @Override
        public void close() {
            first.close();
            second.close();
        }
    }
}
