package org.etcdrecovery.core.wal;

/** How a log ends. A server that opens it goes on writing at the same place. */
public sealed interface WalEnd {
    /** Where the last good record ends. */
    WalPosition position();

    /** Only zeros follow the last good record, or nothing. */
    record Complete(WalPosition position) implements WalEnd {}

    /**
     * A write that was not completed follows the last good record. etcd answers a request only after its record is
     * known to be on the disk, so nothing that was acknowledged is lost with it, unless the disk has lied.
     *
     * @param position     where the last good record ends
     * @param droppedBytes how many bytes follow it, up to the last one that is not zero; more than one record can
     *                     account for is suspicious
     * @param reason       what stands there instead of a whole record, in words for an operator
     */
    record Torn(WalPosition position, long droppedBytes, String reason) implements WalEnd {}
}
