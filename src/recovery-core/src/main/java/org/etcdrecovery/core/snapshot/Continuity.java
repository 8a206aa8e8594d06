package org.etcdrecovery.core.snapshot;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.Leaf;
import org.etcdrecovery.core.bytes.ByteSource;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.BrokenSteps.Place;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the records of the bucket {@code key} come from one moment. That is true of every file that a server left
 * behind, but not of one that was copied page by page while a server wrote to it. A restore would accept such a copy,
 * because each of its pages is sound.
 */
final class Continuity implements KeyHistory.RecordVisitor {
    private final FindingLog log;
    private final long bound;
    private final RevisionSequence sequence;
    private final BrokenSteps steps = new BrokenSteps();

    /**
     * @param compaction how far the history is compacted
     */
    Continuity(Compaction compaction, FindingLog log) {
        this.log = log;
        this.bound = compaction.bound();
        this.sequence = new RevisionSequence(bound);
    }

    /** The steps that do not follow from the one before; complete once the newest records are known. */
    BrokenSteps steps() {
        return steps;
    }

    @Override
    public void record(Leaf leaf, int element, int record, KeyValueReader keyValue) {
        sequence.next(Revision.mainOf(leaf.buffer(), leaf.keyStart(element)),
                Revision.subOf(leaf.buffer(), leaf.keyStart(element)));
        @Nullable
        String problem = RecordShape.problem(leaf, element, keyValue, bound);
        if (problem != null) {
            log.add(ContinuityTexts.record(leaf.offset(element), problem));
        }
    }

    /**
     * Reports what the records show together, after the last one.
     *
     * @param living has seen all records
     * @param file   from where to read the records whose keys a finding names
     */
    void report(LivingRecords living, ByteSource file) throws IOException {
        sequence.report(log);
        living.settle();
        if (steps.breakCount() > 0) {
            log.add(ContinuityTexts.history(steps.breakCount(), named(steps.breaks(), file)));
        }
        if (steps.leftoverCount() > 0) {
            log.add(ContinuityTexts.leftover(steps.leftoverCount(), named(steps.leftovers(), file)));
        }
    }

    /**
     * Reports a last record below the compaction, in a file that nothing proves to be what a server sent. Since 3.6 a
     * compaction keeps the records of its own revision, so the last one is not below it. Earlier releases remove a
     * deletion there (3.4 before 3.4.34, 3.5 before 3.5.16), and 3.4 may leave the mark of a compaction beyond the last
     * record if it is killed. Neither explains records that a finished compaction should have removed.
     *
     * @param certain whether the storage version or such records rule out that a server left the file
     */
    static void checkEnd(long lastRevision, Compaction compaction, boolean certain, FindingLog log) {
        if (lastRevision < compaction.revision()) {
            log.add(ContinuityTexts.behindCompaction(lastRevision, compaction.revision(), certain));
        }
    }

    /** Whether records are left that a finished compaction should have removed. */
    boolean hasLeftovers() {
        return steps.leftoverCount() > 0;
    }

    private static List<NamedRecord> named(List<Place> places, ByteSource file) throws IOException {
        List<NamedRecord> records = new ArrayList<>();
        for (Place place : places) {
            records.add(NamedRecord.read(file, place));
        }
        return records;
    }
}
