package org.etcdrecovery.core.rescue;

/** What is known to be wrong with a log: how it ends, and what is wrong before that. */
public enum LogCondition {
    /** Every record from the first to the last can be read. */
    WHOLE,
    /** The last write is incomplete; every record before it can be read. */
    TORN,
    /** Every record can be read, and the file ends with the last one: whether more followed is unknown. */
    ENDS_WITH_FILE,
    /** Its file ends inside a record; every record before it can be read, and what followed is missing. */
    CUT_SHORT,
    /** Records within it are damaged; it can be read on behind them. */
    DAMAGED_WITHIN,
    /** Segments within it are missing; it can be read on behind them. */
    SEGMENTS_MISSING_WITHIN,
    /** What follows damage cannot be applied. */
    DAMAGED,
    /** What follows segments that are missing cannot be applied. */
    SEGMENTS_MISSING,
    /** It ends before an entry that was committed. */
    SHORT
}
