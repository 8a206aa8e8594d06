package org.etcdrecovery.core.wal;

import org.jspecify.annotations.Nullable;

/** How a log ends: whole, with a write that was not completed, or at damage. */
public sealed interface WalVerdict {
    /** The end of the last good record; everything up to here was read. */
    WalPosition position();

    /** The records behind the end. */
    default Behind behind() {
        return Behind.NOTHING;
    }

    /** Only zeros follow the last good record. A log whose end was zeroed looks the same. */
    record Whole(WalPosition position) implements WalVerdict {}

    /**
     * The file ends with its last good record, without the zeros that a server preallocates. A server that has repaired
     * its log leaves this, and so does a copy that happened to end here; or later segments are missing.
     */
    record EndsWithFile(WalPosition position) implements WalVerdict {}

    /**
     * The file ends inside a record, before the length that a server preallocates: a copy that was not completed, or an
     * incomplete write to a log that a server had repaired. What followed is unknown, and may have been acknowledged.
     *
     * @param position where the last good record ends
     * @param bytes    the bytes of the incomplete record that are there
     */
    record CutShort(WalPosition position, long bytes) implements WalVerdict {}

    /**
     * The last write was not completed: the last record has its length, is not all there, and only zeros follow. As etcd
     * answers a request only once its record is synced, it was not acknowledged, unless the disk reported a sync that it
     * had not done.
     *
     * @param position where the last good record ends
     * @param bytes    the bytes of the incomplete record that are there
     * @param found    what the segment holds instead of a whole record, worded for an operator
     */
    record TornWrite(WalPosition position, long bytes, String found) implements WalVerdict {}

    /**
     * Whole records follow a bad one, so the bad one is no incomplete write; or it is not known what follows, because the
     * search for records ended early.
     *
     * @param position where the last good record ends
     * @param found    what the segment holds instead of the next record, worded for an operator
     * @param behind   the records that follow
     */
    record Damaged(WalPosition position, String found, Behind behind) implements WalVerdict {}

    /**
     * The last record is all there but wrong. One entry is lost; it may have been acknowledged.
     *
     * @param position where the last good record ends
     * @param found    what is wrong with it, worded for an operator
     * @param bytes    from there to the last byte that is not zero
     */
    record LastRecordBad(WalPosition position, String found, long bytes) implements WalVerdict {}

    /**
     * The last good record is followed by bytes that are no record, nor the beginning of one.
     *
     * @param position where the last good record ends
     * @param bytes    from the first byte that is not zero to the last
     */
    record ForeignBytes(WalPosition position, long bytes) implements WalVerdict {}

    /**
     * The disk cannot read all of what follows the last good record, so it is not known whether there are more records.
     *
     * @param position where the last good record ends
     */
    record Unreadable(WalPosition position) implements WalVerdict {}

    /**
     * A segment before the last one is damaged or has lost its end. Such a segment was synced as a whole, so this is
     * never an incomplete write.
     *
     * @param position where the last good record ends
     * @param found    what is wrong, worded for an operator
     * @param behind   the records that follow
     */
    record SegmentDamaged(WalPosition position, String found, Behind behind) implements WalVerdict {}

    /**
     * Segments between others are missing.
     *
     * @param position where the last good record ends
     * @param first    the sequence number of the first missing segment
     * @param last     the sequence number of the last missing one before the next that is there
     * @param behind   the records that follow
     */
    record SegmentsMissing(WalPosition position, long first, long last, Behind behind) implements WalVerdict {}

    /**
     * The records behind the end of a log.
     *
     * @param records    their number
     * @param entries    the number of entries among them
     * @param nextIndex  the index of the first entry behind the end, as it or the name of its segment states it; 0 if
     *                   neither does
     * @param lastIndex  the index of the last entry among them; 0 if there is none
     * @param lastTerm   its term
     * @param commit     the highest commit index that they state
     * @param secondSave whether they must have been written by a second save at least: what was written before it,
     *                   including what is lost, had been synced, and may have been acknowledged. If not, all of it may
     *                   belong to one save that a power failure interrupted
     * @param searchEnded where the search for records ended although the segment goes on, because too much of it only
     *                   looks like records; null if the search went to the end of the log. There may be more records
     */
    record Behind(long records, long entries, long nextIndex, long lastIndex, long lastTerm, long commit,
            boolean secondSave, @Nullable WalPosition searchEnded) {
        static final Behind NOTHING = new Behind(0, 0, 0, 0, 0, 0, false, null);
    }
}
