package org.etcdrecovery.core.cluster.prove;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.edit.KeyspaceSurvey;
import org.etcdrecovery.core.edit.Surveyed;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.plan.SnapshotRef;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.snapshot.KeyBucket;
import org.etcdrecovery.core.snapshot.KeyScan;
import org.etcdrecovery.core.snapshot.SnapshotFile;
import org.etcdrecovery.core.snapshot.SnapshotOpener;

/** The keys without a lease that a plan leaves of a snapshot, as fingerprints: about a hundred bytes of memory each. */
final class PlannedKeys {
    private final Map<Fingerprint, Fingerprint> records = new HashMap<>();
    private final Fingerprint.Maker maker = new Fingerprint.Maker();

    private PlannedKeys() {}

    /**
     * Reads the keys of a plan's snapshot; empty if that file is not on this host, or has changed.
     *
     * @throws IOException if it cannot be read
     */
    static Optional<PlannedKeys> of(RestorePlan plan, SnapshotOpener opener, Progress progress) throws IOException {
        Optional<SnapshotFile> opened = open(plan.snapshot(), opener, progress);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (SnapshotFile file = opened.get()) {
            PlannedKeys keys = new PlannedKeys();
            if (plan.keyspace().isPresent()) {
                Surveyed surveyed = KeyspaceSurvey.survey(file, plan.keyspace().get().edit(), progress);
                KeyBucket.open(file.source()).walk(new KeyScan(surveyed.newest(), keys::add), progress);
            } else {
                KeyScan.scan(file.source(), keys::add, progress);
            }
            return Optional.of(keys);
        }
    }

    /** A snapshot that cannot be fetched proves nothing about the cluster, for or against. */
    private static Optional<SnapshotFile> opened(SnapshotRef snapshot, SnapshotOpener opener, Progress progress)
            throws IOException {
        try {
            return Optional.of(opener.open(snapshot.name(), progress));
        } catch (IOException e) {
            if (snapshot.address().isPresent()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Opens a plan's snapshot; empty if it is not on this host, or has changed. */
    static Optional<SnapshotFile> open(SnapshotRef snapshot, SnapshotOpener opener, Progress progress)
            throws IOException {
        if (snapshot.address().isEmpty() && !Files.isRegularFile(snapshot.file())) {
            return Optional.empty();
        }
        Optional<SnapshotFile> opened = opened(snapshot, opener, progress);
        if (opened.isEmpty()) {
            return opened;
        }
        SnapshotFile file = opened.get();
        try {
            if (file.hashes(progress).sha256().equals(snapshot.sha256())) {
                return Optional.of(file);
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        file.close();
        return Optional.empty();
    }

    private void add(ByteBuffer buffer, KeyValueReader record) {
        // The record of a revision bump has an empty key, and no member serves it.
        if (record.lease() == 0 && record.keyLength() > 0) {
            Fingerprint key = maker.of(buffer.slice(record.keyStart(), record.keyLength()));
            records.put(key, maker.of(buffer.slice(record.valueStart(), record.valueLength()),
                    record.createRevision(), record.modRevision(), record.version()));
        }
    }

    /** The number of keys. */
    int size() {
        return records.size();
    }

    /** The fingerprint that a key's record must have; empty if the snapshot has no such key without a lease. */
    Optional<Fingerprint> find(Fingerprint key) {
        return Optional.ofNullable(records.get(key));
    }
}
