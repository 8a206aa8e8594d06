package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.MalformedDataException;
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
 * A restore that is asked for in one go, with nobody who looks at a plan before: the pass that inspects the snapshot
 * writes the databases too. What they hold follows from the request and the records alone; what the inspection finds
 * decides only whether they are kept. They are staged under names that no server looks at, and a draft that is closed
 * without having been carried out leaves nothing.
 */
public final class DraftRestore implements Closeable {
    private final RestoreRequest request;
    private final SnapshotFile snapshot;
    private final Progress progress;
    private List<Leftover> leftovers = List.of();
    private NewestRecords newest = NewestRecords.UNKNOWN;
    private @Nullable Draft draft;

    /**
     * Nothing is read or written yet.
     *
     * @param request  what is asked for
     * @param snapshot the snapshot, which stays the caller's to close
     */
    public DraftRestore(RestoreRequest request, SnapshotFile snapshot, Progress progress) {
        this.request = request;
        this.snapshot = snapshot;
        this.progress = progress;
    }

    /**
     * Inspects the snapshot, and writes the databases meanwhile where nothing in the request or at its targets speaks
     * against it.
     *
     * @throws RestoreException                           when a database cannot be written
     * @throws IOException                                when the snapshot cannot be read
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public Inspection inspect() throws IOException {
        List<PlannedMember> members = Planner.members(request, snapshot.path());
        List<PlannedMember> written = members.stream().filter(member -> member.dataDir().isPresent()).toList();
        leftovers = Leftovers.find(written);
        // What an earlier restore has staged is completed, if the plan turns out to be the same.
        if (written.isEmpty() || !UnfinishedRestore.at(written).isEmpty() || !TargetRules.check(written).isEmpty()) {
            return Inspector.inspect(snapshot, progress, _ -> {});
        }
        BoltFile source;
        try {
            source = snapshot.bolt();
        } catch (MalformedDataException e) {
            // Inspecting says more of it.
            return Inspector.inspect(snapshot, progress, _ -> {});
        }
        Draft writing = Draft.begin(source,
                new DatabaseEdits(members, request.revisionBump(), request.clearAlarms()), written,
                Ownership.find(request.owner(), snapshot.path()), progress);
        draft = writing;
        Inspection inspection = Inspector.inspect(snapshot, writing, _ -> {}, writing);
        newest = inspection.newest();
        return inspection;
    }

    /** What earlier restores had left at the targets, when the inspection began. */
    public List<Leftover> leftovers() {
        return leftovers;
    }

    /**
     * Carries out the plan that came of the request and the inspection.
     *
     * @throws RestoreException when a target is not free, or what was written does not come back
     * @throws IOException      when something cannot be read or written
     * @throws java.util.concurrent.CancellationException when the progress says so
     */
    public RestoreResult carryOut(RestorePlan plan) throws IOException {
        return draft == null ? Restorer.restore(plan, snapshot, progress) : draft.carryOut(plan, newest);
    }

    @Override
    public void close() throws IOException {
        if (draft != null) {
            draft.close();
        }
    }
}
