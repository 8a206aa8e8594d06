package org.etcdrecovery.core.wal;

import java.io.IOException;

/**
 * Receives the records of a log that may be damaged. {@link #record} gets those that a replay may use: all up to the end
 * of the log, without a gap, each proven by the running CRC.
 */
@FunctionalInterface
public interface WalExaminationVisitor extends WalVisitor {
    /**
     * Called after the examination for each record behind damage, in their order. None may be applied: what is missing
     * before it would have changed its effect.
     *
     * @param record   the record
     * @param position the position of the record
     * @param proven   whether the running CRC proves its content; if not, it only has the form of a record and stands
     *                 before one that is proven, or alone
     * @throws IOException to stop; the examination passes it on unchanged
     */
    default void behindDamage(WalRecord record, WalPosition position, boolean proven) throws IOException {}
}
