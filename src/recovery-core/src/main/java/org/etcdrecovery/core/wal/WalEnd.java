package org.etcdrecovery.core.wal;

/** How a log ends. A server that opens it continues writing at the same position. */
public sealed interface WalEnd {
    /** Where the last good record ends. */
    WalPosition position();

    /** Nothing, or only zeros, follows the last good record. */
    record Complete(WalPosition position) implements WalEnd {}

    /**
     * An incomplete write follows the last good record. etcd answers a request only after syncing its record to disk,
     * so no acknowledged change is lost with it, unless the disk acknowledged a sync that it had not done.
     *
     * @param position     where the last good record ends
     * @param droppedBytes the number of bytes after it, up to the last one that is not zero; suspicious if more than
     *                     one record can account for
     * @param reason       what the segment holds instead of a whole record, worded for an operator
     */
    record Torn(WalPosition position, long droppedBytes, String reason) implements WalEnd {}
}
