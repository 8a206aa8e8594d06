package org.etcdrecovery.core.rescue;

import java.util.Optional;
import org.etcdrecovery.core.wal.WalVerdict;
import org.etcdrecovery.core.wal.WalVerdict.Behind;

/**
 * What a damaged log holds behind the damage. It can be shown, and never be applied: what is lost before it would have
 * changed its effect.
 *
 * @param lastGood     the last entry before the damage
 * @param lostTo       the last entry that is lost; the same as {@code lastGood} if none is known to be
 * @param records      the records behind it
 * @param entries      the entries among them
 * @param lastIndex    the index of the last of those; 0 if there is none
 * @param acknowledged whether clients may have had an answer to what is lost: it had been synced
 * @param searchEnded  where the search for records ended early, as a file and an offset, so that there may be more
 *                     records; empty if it went to the end of the log
 */
public record BehindDamage(long lastGood, long lostTo, long records, long entries, long lastIndex,
        boolean acknowledged, Optional<String> searchEnded) {
    /**
     * @param lastGood  the last entry before the damage
     * @param committed the highest index that is known to be committed, by the log before the damage or by the database
     */
    static BehindDamage of(WalVerdict verdict, long lastGood, long committed) {
        Behind behind = verdict.behind();
        long lostTo = Long.compareUnsigned(behind.nextIndex(), lastGood + 1) > 0 ? behind.nextIndex() - 1 : lastGood;
        boolean synced = behind.secondSave() || Long.compareUnsigned(committed, lastGood) > 0
                || Long.compareUnsigned(behind.commit(), lastGood) > 0;
        return new BehindDamage(lastGood, lostTo, behind.records(), behind.entries(), behind.lastIndex(), synced,
                Optional.ofNullable(behind.searchEnded())
                        .map(position -> position.file() + ", offset " + position.offset()));
    }

    /** The number of entries that are known to be lost. */
    public long lost() {
        return lostTo - lastGood;
    }
}
