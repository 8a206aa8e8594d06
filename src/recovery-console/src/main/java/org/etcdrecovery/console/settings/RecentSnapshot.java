package org.etcdrecovery.console.settings;

import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.snapshot.Verdict;

/**
 * A snapshot that was inspected recently, as it was then.
 *
 * @param file     its absolute path
 * @param verdict  the verdict
 * @param revision its revision; empty if it could not be read
 * @param keys     the number of living keys; empty if it could not be read
 * @param size     its size in bytes
 * @param modified when the file was last written
 */
public record RecentSnapshot(String file, Verdict verdict, Optional<Long> revision, Optional<Long> keys, long size,
        Instant modified) {
    /** The entry of an inspected file. */
    public static RecentSnapshot of(Inspection inspection, Instant modified) {
        Optional<SnapshotStatus> status = inspection.facts().map(SnapshotFacts::status);
        return new RecentSnapshot(inspection.file().toString(), inspection.verdict(),
                status.map(SnapshotStatus::revision), status.map(SnapshotStatus::liveKeys), inspection.size(),
                modified);
    }
}
