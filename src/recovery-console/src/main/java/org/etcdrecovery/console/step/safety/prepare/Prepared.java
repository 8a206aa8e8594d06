package org.etcdrecovery.console.step.safety.prepare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.save.Manifest;
import org.etcdrecovery.core.edit.EditedKeyspace;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.plan.PreparePlan;
import org.etcdrecovery.core.plan.PreparePlanner;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.plan.PrepareResult;
import org.etcdrecovery.core.plan.Problem;
import org.etcdrecovery.core.plan.Problem.Severity;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.report.json.PrepareJson;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.restore.Preparation;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * A prepared snapshot on the disk.
 *
 * @param file     the file
 * @param sha256   its SHA-256
 * @param revision the revision of a member that starts from it
 * @param manifest its manifest
 */
record Prepared(Path file, String sha256, long revision, Path manifest) {
    /** What to prepare by the decisions for a restore. */
    static PrepareRequest request(RestoreRequest request) {
        return new PrepareRequest(request.revisionBump(), request.markCompacted(), request.clearAlarms(),
                request.keyspace(), request.accepted());
    }

    /**
     * Writes it. Not for the FX thread.
     *
     * @throws IOException if it is refused, or cannot be read or written; then there is no new file
     */
    static Prepared write(SnapshotOpener opener, SnapshotName source, RestoreRequest request, Path target,
            Instant now, Progress progress) throws IOException {
        KeyspaceEdit edit = request.keyspace().map(EditedKeyspace::edit).orElse(KeyspaceEdit.NONE);
        try (SnapshotFile snapshot = opener.open(source, progress);
                Preparation preparation = new Preparation(request(request).withKeyspace(Optional.empty()), edit,
                        snapshot,
                        target, progress)) {
            Inspection inspection = preparation.inspect();
            PreparePlan plan = plan(preparation.request(), inspection);
            Written written = preparation.carryOut(plan,
                    file -> PrepareJson.print(plan, inspection, target, file, now));
            return new Prepared(target, written.sha256(), plan.revisions().last(), Manifest.pathFor(target));
        }
    }

    private static PreparePlan plan(PrepareRequest request, Inspection inspection) throws IOException {
        return switch (PreparePlanner.plan(request, inspection)) {
            case PrepareResult.Accepted accepted -> accepted.plan();
            case PrepareResult.Unusable _ -> throw new IOException(Texts.of("safety").get("prepare.unusable"));
            case PrepareResult.Refused refused -> throw new IOException(refused.problems()
                    .stream()
                    .filter(problem -> problem.severity() == Severity.REFUSAL)
                    .map(Prepared::sentence)
                    .collect(Collectors.joining(" ")));
        };
    }

    private static String sentence(Problem problem) {
        return problem.message() + ". " + problem.advice();
    }

}
