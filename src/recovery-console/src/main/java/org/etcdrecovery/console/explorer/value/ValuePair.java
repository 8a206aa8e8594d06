package org.etcdrecovery.console.explorer.value;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.explorer.difference.Difference;
import org.etcdrecovery.core.contents.KeyRecord;
import org.etcdrecovery.core.contents.KeyRecords;
import org.etcdrecovery.core.contents.StoredValue;
import org.etcdrecovery.core.contents.index.RecordRef;
import org.etcdrecovery.core.contents.kubernetes.SecretKeys;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/**
 * Two versions of the value of a key, from one file or from two.
 *
 * @param difference their differences; empty if all of one of them may be a secret that is not to be shown, or if a file
 *                   does not have it
 * @param secret     whether one of them may hold something that is shown only on request
 */
public record ValuePair(Optional<Difference> difference, boolean secret) {

    /**
     * Where a version is.
     *
     * @param file   the file
     * @param record the put that wrote it; empty if the key does not exist
     */
    public record Version(SnapshotName file, Optional<RecordRef> record) {}

    /**
     * Compares two versions. Not for the FX thread.
     *
     * @param secrets whether to show what is secret
     */
    public static ValuePair read(SnapshotOpener opener, byte[] key, Version older, Version newer,
            boolean secrets) throws IOException {
        Optional<ShownValue> left = read(opener, key, older, secrets);
        Optional<ShownValue> right = read(opener, key, newer, secrets);
        return of(key, left, right,
                left.isPresent() == older.record().isPresent() && right.isPresent() == newer.record().isPresent());
    }

    /** @param shown whether both may be shown and are there */
    static ValuePair of(byte[] key, Optional<ShownValue> older, Optional<ShownValue> newer, boolean shown) {
        boolean secret = SecretKeys.mayHoldSecret(GoQuote.escape(key))
                || Stream.of(older, newer).flatMap(Optional::stream).anyMatch(ShownValue::isSecretObject);
        return new ValuePair(shown ? Optional.of(ShownValue.difference(older, newer)) : Optional.empty(), secret);
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
