package org.etcdrecovery.core.restore;

import java.util.BitSet;
import java.util.Optional;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.edit.KeyspaceChange;
import org.etcdrecovery.core.edit.KeyspaceEdit;
import org.etcdrecovery.core.edit.Surveyed;
import org.etcdrecovery.core.progress.Progress;

/** The changes of a {@link KeyspaceEdit} to the buckets {@code key} and {@code lease}. */
final class EditedKeys {
    private final ByteSource source;
    private final Surveyed surveyed;
    private final Progress progress;

    /**
     * @param source the snapshot
     * @param surveyed what the edit makes of it
     */
    EditedKeys(ByteSource source, Surveyed surveyed, Progress progress) {
        this.source = source;
        this.surveyed = surveyed;
        this.progress = progress;
    }

    /** The change to the bucket {@code key}. */
    Edit keys() {
        KeyspaceChange change = surveyed.keyspace().change();
        Edit earlier = change.edit().asOf().isPresent() ? new EarlierRevision(change.edit().upTo()) : Edit.NONE;
        return surveyed.dropped().isEmpty()
                ? earlier
                : earlier.then(new DroppedKeys(source, surveyed.dropped(), change.lastRevision(), progress));
    }

    /** The change to the bucket {@code lease}. */
    Edit leases() {
        return new LeaseEdit(surveyed.keyspace().edit().leases(), surveyed.recreated());
    }

    /** The newest records of what is written, counted in key order from 0. */
    BitSet newest(Optional<RevisionBump> bump) {
        return bump.isPresent() ? surveyed.newestAfterBump() : surveyed.newest();
    }
}
