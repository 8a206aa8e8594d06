package org.etcdrecovery.core.rescue.replay;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.snapshot.Compaction;

/**
 * What a replay adds to a database.
 *
 * @param base      the database, or empty if the keyspace was made from the log alone
 * @param from      how far the database had come
 * @param to        how far the result has come
 * @param applied   the entries that changed something
 * @param rejected  the entries that etcd refuses
 * @param idle      the entries that had nothing to change
 * @param maybe     how many of the entries after the commit index were applied
 * @param leftOut   how many entries after the commit index were left out on request
 * @param unused    how many entries could not be used, because one before them is missing or cannot be applied
 * @param keys      the keys that were changed
 * @param maybeList the first of the entries after the commit index, applied or left out
 * @param uncertain the first of the entries about which servers differ
 * @param findings  what to know about the result, besides the findings about the directory
 */
@RecordBuilder
public record ReplayResult(Optional<String> base, Point from, Point to, LogPart applied, LogPart rejected,
        LogPart idle, long maybe, long leftOut, long unused, KeyChanges keys, List<ReplayedEntry> maybeList,
        List<ReplayedEntry> uncertain, List<Finding> findings) {
    /** Copies the lists. */
    public ReplayResult {
        maybeList = List.copyOf(maybeList);
        uncertain = List.copyOf(uncertain);
        findings = List.copyOf(findings);
    }

    /**
     * How far a database has come.
     *
     * @param index     the index of the last applied entry, unsigned
     * @param term      its term; 0 if unknown
     * @param revision  the current revision
     * @param compacted the compact revision; -1 if nothing was compacted
     */
    public record Point(long index, long term, long revision, long compacted) {}

    /**
     * The keys that differ from the database.
     *
     * @param added   how many did not exist there
     * @param changed how many were written since
     * @param deleted how many do not exist any more
     * @param first   the first of them in key order
     */
    public record KeyChanges(long added, long changed, long deleted, List<KeyChange> first) {
        /** Copies the list. */
        public KeyChanges {
            first = List.copyOf(first);
        }

        /** How many differ. */
        public long count() {
            return added + changed + deleted;
        }
    }

    /** A replay that has applied nothing. */
    static ReplayResult nothing(List<Finding> findings) {
        Point point = new Point(0, 0, 0, Compaction.NONE);
        LogPart none = new LogPart(0, Map.of());
        return ReplayResultBuilder.builder()
                .base(Optional.empty())
                .from(point)
                .to(point)
                .applied(none)
                .rejected(none)
                .idle(none)
                .keys(new KeyChanges(0, 0, 0, List.of()))
                .maybeList(List.of())
                .uncertain(List.of())
                .findings(findings)
                .build();
    }

    /** How many entries were gone through. */
    public long entries() {
        return applied.count() + rejected.count() + idle.count();
    }

    /** Whether nothing can be made of the directory. */
    public boolean isImpossible() {
        return findings.stream().anyMatch(finding -> finding.severity().preventsRestore());
    }
}
