package org.etcdrecovery.core.store.keep;

import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.finding.Advised;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.store.StoreCode;
import org.etcdrecovery.core.store.StoredSnapshot;

/**
 * Keys or bytes that fell from one snapshot to the next by more than the operator expects: what was deleted by mistake is
 * still in the earlier one.
 *
 * @param from    the earlier snapshot
 * @param subject what fell: keys or bytes
 * @param before  how many there were
 * @param after   how many there are
 */
public record Fall(StoredSnapshot from, String subject, long before, long after) {
    private static final int PERCENT = 100;

    /**
     * Compares a new snapshot with the last usable one.
     *
     * @param percent the fall that is expected, in per cent
     * @return empty if neither keys nor bytes fell by more
     */
    static Optional<Fall> between(StoredSnapshot earlier, long keys, long bytes, long percent) {
        return earlier.manifest()
                .flatMap(manifest -> of(earlier, "keys", manifest.keys(), keys, percent)
                        .or(() -> of(earlier, "bytes in use", manifest.bytes(), bytes, percent)));
    }

    private static Optional<Fall> of(StoredSnapshot earlier, String subject, OptionalLong before, long after,
            long percent) {
        return before.isPresent() && Math.max(0, before.getAsLong() - after) * (double) PERCENT > (double) percent
                * before.getAsLong()
                        ? Optional.of(new Fall(earlier, subject, before.getAsLong(), after))
                        : Optional.empty();
    }

    /** What to tell the operator. */
    Finding finding() {
        return new Finding(StoreCode.FALL, Severity.CARE, "",
                "The " + subject + " fell from " + before + " to " + after + " since " + from.object().name(),
                "If that was not intended, what is missing now is still in that snapshot. It is kept until you accept the"
                        + " fall.",
                "Compare both with " + Advised.SNAPSHOT_DIFF + ". If the fall is right, " + Advised.ACCEPT_FALL + ".");
    }
}
