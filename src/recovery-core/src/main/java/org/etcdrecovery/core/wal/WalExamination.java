package org.etcdrecovery.core.wal;

import java.util.List;

/**
 * The result of an examination.
 *
 * @param verdict how the log ends
 * @param flaws   damage before that end which costs nothing, in the order of the log
 */
public record WalExamination(WalVerdict verdict, List<Flaw> flaws) {
    /** Copies the list. */
    public WalExamination {
        flaws = List.copyOf(flaws);
    }

    /**
     * Damage that costs nothing here, although a server may refuse the log or cut it there.
     *
     * @param position     where it is
     * @param kind         what kind of damage
     * @param found        what the segment holds, worded for an operator
     * @param index        the index of the entry that is affected; 0 if it is no entry or not known
     * @param recordsAfter the records of the log after it, which a server that cuts the log there drops
     */
    public record Flaw(WalPosition position, Kind kind, String found, long index, long recordsAfter) {}

    /** The kinds of damage that cost nothing. */
    public enum Kind {
        /** The length or the CRC of a record is wrong, but the running CRC proves its content; it is not left out. */
        HEALED,
        /** A record has another type than its place asks for, and does not say anything. */
        WRONG_TYPE,
        /** A record was lost that is no entry. */
        NO_ENTRY_LOST,
        /** Entries were lost that the database holds. */
        COVERED,
        /** Segments are missing whose entries the database holds. */
        SEGMENTS_COVERED,
        /** A closed segment has bytes behind its last record; the next one shows that no record is missing. */
        REMAINS
    }
}
