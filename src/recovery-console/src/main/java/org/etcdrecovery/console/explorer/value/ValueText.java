package org.etcdrecovery.console.explorer.value;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.KeyRecords;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Reads a value as text, to compare it with another. Not for the FX thread. */
public final class ValueText {
    private ValueText() {}

    /**
     * Reads the value that a key got at a revision.
     *
     * @param secrets whether to show what is secret
     * @return empty if all of the value may be a secret that is not to be shown, or if the file does not have it
     */
    public static Optional<String> read(SnapshotOpener opener, SnapshotName file, byte[] key, long revision,
            boolean secrets) throws IOException {
        Optional<KeyRecord> put = KeyRecords.at(opener, file, key, List.of(revision))
                .stream()
                .filter(record -> !record.tombstone())
                .reduce((_, later) -> later);
        return put.isEmpty()
                ? Optional.empty()
                : StoredValue.read(opener, file, put.get().row(key), ShownValue.READ)
                        .flatMap(stored -> ShownValue.of(stored, secrets))
                        .map(ShownValue::whole);
    }
}
