package org.etcdrecovery.core.restore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.origin.RecordedOrigin;
import org.etcdrecovery.core.plan.PreparePlanner;
import org.etcdrecovery.core.plan.PrepareRequest;
import org.etcdrecovery.core.plan.PrepareResult;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.rescue.SnapshotOutput.Written;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.Inspector;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Inspects a snapshot, plans a prepared one and writes it. */
final class Preparations {
    private Preparations() {}

    static PrepareRequest bump(long amount) {
        return new PrepareRequest(amount, amount > 0, false, Optional.empty(), Set.of());
    }

    static PrepareResult plan(Path source, PrepareRequest request) throws IOException {
        return PreparePlanner.plan(request, Inspector.inspect(source, Progress.NONE, _ -> {}));
    }

    static Written write(Path source, Path target, PrepareRequest request) throws IOException {
        return write(SnapshotOpener.plain(), SnapshotName.of(source), target, request, Progress.NONE);
    }

    static Written write(SnapshotOpener opener, SnapshotName source, Path target, PrepareRequest request,
            Progress progress) throws IOException {
        return write(opener, source, target, request, KeyspaceEdit.NONE, progress);
    }

    static Written write(SnapshotOpener opener, SnapshotName source, Path target, PrepareRequest request,
            KeyspaceEdit edit, Progress progress) throws IOException {
        try (SnapshotFile snapshot = opener.open(source, progress);
                Preparation preparation = new Preparation(request, edit, snapshot, target, progress)) {
            Inspection inspection = preparation.inspect();
            PrepareResult result = PreparePlanner.plan(preparation.request(), inspection);
            Written written = preparation.carryOut(((PrepareResult.Accepted) result).plan(), _ -> "{}");
            Files.delete(RecordedOrigin.manifestOf(target));
            return written;
        }
    }
}
