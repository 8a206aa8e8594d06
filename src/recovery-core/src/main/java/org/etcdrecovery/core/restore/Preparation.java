package org.etcdrecovery.core.restore;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.etcdrecovery.core.bolt.BoltFile;
import org.etcdrecovery.core.bytes.MalformedDataException;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.Surveyed;
import org.etcdrecovery.core.packed.RefusedException;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.rescue.SnapshotOutput;
import org.etcdrecovery.core.rescue.SnapshotOutput.ManifestText;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes a prepared snapshot. Like {@link OnePassRestore} it writes in the pass that inspects the source. The file
 * appears under its name only when it is complete and has been read back; closing this before that leaves nothing.
 */
public final class Preparation implements Closeable {
    private final KeyspaceEdit edit;
    private final SnapshotFile snapshot;
    private final Path target;
    private final Progress progress;
    private PrepareRequest request;
    private Optional<EditedKeys> keys = Optional.empty();
    private @Nullable SnapshotOutput output;
    private @Nullable DatabaseCopy copy;

    /**
     * Reads and writes nothing yet.
     *
     * @param request  what to change, apart from keys and leases
     * @param edit     what to change in keys and leases
     * @param snapshot the source, which the caller closes
     * @param target   the new file
     * @throws IOException if its name or that of its manifest is not free, or there is no directory for it
     */
    public Preparation(PrepareRequest request, KeyspaceEdit edit, SnapshotFile snapshot, Path target, Progress progress)
            throws IOException {
        SnapshotOutput.checkNames(target);
        this.request = request;
        this.edit = edit;
        this.snapshot = snapshot;
        this.target = target;
        this.progress = progress;
    }

    /**
     * Inspects the source. In the same pass it writes the new image, unless keys or leases change: what becomes of them has
     * to be surveyed first.
     *
     * @throws IOException                                if the source cannot be read or the image cannot be written
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public Inspection inspect() throws IOException {
        if (!edit.isNone()) {
            Inspection inspection = Inspector.inspect(snapshot, progress, _ -> {});
            if (inspection.facts().isPresent()) {
                Surveyed surveyed = KeyspaceSurvey.survey(snapshot, edit, progress);
                request = request.withKeyspace(Optional.of(surveyed.keyspace()));
                keys = Optional.of(new EditedKeys(snapshot.source(), surveyed, progress));
            }
            return inspection;
        }
        BoltFile source;
        try {
            source = snapshot.bolt();
        } catch (MalformedDataException | RefusedException e) {
            // The inspection reports what is wrong with it.
            return Inspector.inspect(snapshot, progress, _ -> {});
        }
        return Inspector.inspect(snapshot, progress, _ -> {},
                begin(source, RevisionBump.byCurrent(request.revisionBump(), source, progress)));
    }

    private DatabaseCopy begin(BoltFile source, Optional<RevisionBump> bump) throws IOException {
        // How much of the source is in use is known only once it was read.
        SnapshotOutput image = new SnapshotOutput(target, 0);
        output = image;
        DatabaseCopy writing = new DatabaseCopy(source,
                DatabaseEdits.ofSnapshot(keys, bump, request.clearAlarms()), image);
        copy = writing;
        return writing;
    }

    /** The request, with what the changes make of keys and leases once the source was inspected. */
    public PrepareRequest request() {
        return request;
    }

    /**
     * Writes the image, if that is not done yet, reads it back, appends its SHA-256 and gives the file its name, with
     * its manifest beside it.
     *
     * @param plan     the plan made from {@link #request} and the inspection
     * @param manifest the manifest
     * @throws RestoreException if the data read back differs from what was written
     * @throws IOException      if it cannot be written
     */
    public Written carryOut(PreparePlan plan, ManifestText manifest) throws IOException {
        if (keys.isPresent()) {
            BoltFile source = snapshot.bolt();
            DatabaseCopy writing = begin(source, RevisionBump.of(plan.revisions()));
            source.walk(writing, (_, subject, total) -> progress.begin(Stage.WRITE, subject, total));
            writing.end();
        }
        if (output == null || copy == null) {
            throw new IllegalStateException("there is a plan, but the source was not inspected");
        }
        int hash = copy.hash();
        return output.publish(inspection -> check(plan, hash, inspection), manifest, progress);
    }

    private void check(PreparePlan plan, int hash, Inspection inspection) throws RestoreException {
        Optional<SnapshotFacts> facts = inspection.facts();
        if (facts.filter(read -> read.status().hash() == hash
                && read.predictedHash().unbumped() == plan.hashKv()
                && read.revisions().current() == plan.revisions().last()).isEmpty()) {
            throw new RestoreException("What was written for " + target + " does not come back: it should have"
                    + " HashKV " + Integer.toUnsignedString(plan.hashKv()) + " at revision " + plan.revisions().last()
                    + ", but " + facts.map(read -> "has " + Integer.toUnsignedString(read.predictedHash().unbumped())
                            + " at revision " + read.revisions().current()).orElse("does not read")
                    + ". The disk or the memory of this host is not to be trusted. Nothing was left behind; prepare it on"
                    + " another.");
        }
    }

    @Override
    public void close() throws IOException {
        if (output != null) {
            output.close();
        }
    }
}
