package org.etcdrecovery.cli.verb;

import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.plan.RestoreRequest;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFile;

/**
 * Adds to a request what its changes to keys and leases make of a snapshot, for {@code plan}, {@code restore} and
 * {@code rehearse}.
 */
final class KeyspaceEdits {
    private KeyspaceEdits() {}

    static RestoreRequest survey(RestoreRequest request, KeyspaceEdit edit, Inspection inspection,
            SnapshotFile snapshot, Progress progress) throws IOException {
        return edit.isNone() || inspection.facts().isEmpty()
                ? request
                : request.toBuilder()
                        .keyspace(Optional.of(KeyspaceSurvey.of(snapshot, edit, progress)))
                        .build();
    }
}
