package org.etcdrecovery.console.settings;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.etcdrecovery.console.recovery.SnapshotChoice;
import org.etcdrecovery.console.recovery.StorePlace;
import org.etcdrecovery.core.snapshot.Inspection;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotName;
import org.etcdrecovery.core.snapshot.SnapshotStatus;
import org.etcdrecovery.core.snapshot.Verdict;

/**
 * A snapshot that was inspected recently, as it was then.
 *
 * @param file     its absolute path, or its address if it is in object storage
 * @param entry    the chosen snapshot in it, if it is an archive; empty otherwise
 * @param verdict  the verdict
 * @param revision its revision; empty if it could not be read
 * @param keys     the number of living keys; empty if it could not be read
 * @param size     its size in bytes
 * @param modified when the file was last written
 * @param lacks    what is known to be missing from it, in a few words; empty if nothing is
 * @param place    where it is in object storage; empty if it is on this machine
 */
public record RecentSnapshot(String file, @JsonInclude(Include.NON_ABSENT) Optional<String> entry, Verdict verdict,
        Optional<Long> revision, Optional<Long> keys, long size,
        Instant modified, @JsonInclude(Include.NON_ABSENT) Optional<String> lacks,
        @JsonInclude(Include.NON_ABSENT) Optional<StorePlace> place) {
    /**
     * The row of an inspected file.
     *
     * @param choice what is known of it
     */
    public static RecentSnapshot of(Inspection inspection, SnapshotChoice choice, Instant modified) {
        String lacks = choice.lacks();
        Verdict verdict = inspection.verdict() == Verdict.RESTORABLE && !lacks.isEmpty()
                ? Verdict.RESTORABLE_WITH_CARE
                : inspection.verdict();
        Optional<SnapshotStatus> status = inspection.facts().map(SnapshotFacts::status);
        return new RecentSnapshot(inspection.shown(), inspection.name().entry(), verdict,
                status.map(SnapshotStatus::revision), status.map(SnapshotStatus::liveKeys), inspection.size(),
                modified, Optional.of(lacks).filter(words -> !words.isEmpty()), choice.place());
    }

    /** How to open it. */
    public SnapshotName name() {
        return place.map(where -> SnapshotName.at(where.address(), entry))
                .orElseGet(() -> new SnapshotName(Path.of(file), entry));
    }
}
