package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.packed.RefusedException;
import org.etcdrecovery.core.plan.PlannedMember;
import org.etcdrecovery.core.plan.Planner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.NewestRecords;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.jspecify.annotations.Nullable;

/**
 * A restore whose plan is not shown to the operator first, so that the pass that inspects the snapshot also writes the
 * databases. Their content depends only on the request and the records; the findings decide only whether they are kept.
 * They are staged under names that no server looks at. Closing this without {@link #carryOut} removes them.
 */
public final class OnePassRestore implements Closeable {
    private final RestoreRequest request;
    private final SnapshotFile snapshot;
    private final Progress progress;
    private List<Leftover> leftovers = List.of();
    private NewestRecords newest = NewestRecords.UNKNOWN;
    private @Nullable OnePassWriter writer;

    /**
     * Reads and writes nothing yet.
     *
     * @param request  the members to restore, and how; without changes to keys and leases, which have to be surveyed first
     * @param snapshot the snapshot, which the caller closes
     */
    public OnePassRestore(RestoreRequest request, SnapshotFile snapshot, Progress progress) {
        this.request = request;
        this.snapshot = snapshot;
        this.progress = progress;
    }

    /**
     * Inspects the snapshot. In the same pass it writes the databases, unless the request has none to write, a target
     * is not free, or an earlier restore is unfinished there.
     *
     * @throws RestoreException                           if a database cannot be written
     * @throws IOException                                if the snapshot cannot be read
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Inspection inspect() throws IOException {
        List<PlannedMember> members = Planner.members(request, snapshot.path());
        List<PlannedMember> written = members.stream().filter(member -> member.dataDir().isPresent()).toList();
        leftovers = Leftovers.find(written);
        // If the plan turns out to be that of an earlier restore, carryOut completes what that one staged.
        if (written.isEmpty() || !UnfinishedRestore.at(written).isEmpty() || !TargetRules.check(written).isEmpty()) {
            return Inspector.inspect(snapshot, progress, _ -> {});
        }
        BoltFile source;
        try {
            source = snapshot.bolt();
        } catch (MalformedDataException | RefusedException e) {
            // The inspection reports what is wrong with it.
            return Inspector.inspect(snapshot, progress, _ -> {});
        }
        OnePassWriter writing = OnePassWriter.begin(source,
                DatabaseEdits.ofMembers(members, Optional.empty(), RevisionBump.byLastRecord(request.revisionBump()),
                        request.clearAlarms()),
                written,
                Ownership.find(request.owner(), snapshot.path()), progress);
        writer = writing;
        Inspection inspection = Inspector.inspect(snapshot, writing, _ -> {}, writing);
        newest = inspection.newest();
        return inspection;
    }

    /** What earlier restores had left at the targets when the inspection began; empty before {@link #inspect}. */
    public List<Leftover> leftovers() {
        return leftovers;
    }

    /**
     * Carries out the plan made from the request and the inspection.
     *
     * @throws RestoreException                           if a target is not free, or the data read back differs from
     *                                                    what was written
     * @throws IOException                                if something cannot be read or written
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public RestoreResult carryOut(RestorePlan plan) throws IOException {
        return writer == null ? Restorer.restore(plan, snapshot, progress) : writer.carryOut(plan, newest);
    }

    @Override
    public void close() throws IOException {
        if (writer != null) {
            writer.close();
        }
    }
}
