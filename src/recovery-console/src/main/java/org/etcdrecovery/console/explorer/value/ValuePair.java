package org.etcdrecovery.console.explorer.value;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.etcdrecovery.console.explorer.difference.Difference;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.KeyRecords;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** Two versions of the value of a key, from one file or from two. Not for the FX thread. */
public final class ValuePair {
    private ValuePair() {}

    /**
     * Where a version is.
     *
     * @param file   the file
     * @param record the put that wrote it; empty if the key does not exist
     */
    public record Version(SnapshotName file, Optional<RecordRef> record) {}

    /**
     * Compares two versions.
     *
     * @param secrets whether to show what is secret
     * @return empty if all of a value may be a secret that is not to be shown, or if a file does not have it
     */
    public static Optional<Difference> difference(SnapshotOpener opener, byte[] key, Version older, Version newer,
            boolean secrets) throws IOException {
        Optional<ShownValue> left = read(opener, key, older, secrets);
        Optional<ShownValue> right = read(opener, key, newer, secrets);
        return left.isPresent() == older.record().isPresent() && right.isPresent() == newer.record().isPresent()
                ? Optional.of(ShownValue.difference(left, right))
                : Optional.empty();
    }

    private static Optional<ShownValue> read(SnapshotOpener opener, byte[] key, Version version, boolean secrets)
            throws IOException {
        if (version.record().isEmpty()) {
            return Optional.empty();
        }
        Optional<KeyRecord> put = KeyRecords.at(opener, version.file(), key, List.of(version.record().get().revision()))
                .stream()
                .filter(record -> !record.tombstone())
                .reduce((_, later) -> later);
        return put.isEmpty()
                ? Optional.empty()
                : StoredValue.read(opener, version.file(), put.get().row(key), ShownValue.READ)
                        .flatMap(stored -> ShownValue.of(stored, secrets));
    }
}
