package org.etcdrecovery.core.contents.compare;

import java.util.Optional;
import java.util.OptionalLong;
import org.etcdrecovery.core.contents.index.RecordRef;

/**
 * A key that is not the same on both sides of a comparison.
 *
 * @param key         its bytes
 * @param kind        what became of it after the first side, or before the second
 * @param before      its newest record on the first side; empty if it does not exist there
 * @param after       its newest record on the second side; empty if it does not exist there
 * @param writesSince how many puts of it the second file holds that are newer than the first side has; says something only if
 *                    both files are of one cluster
 * @param deletedAt   the revision that deleted it, if it does not exist on the second side and that file still holds the
 *                    deletion
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
public record Change(byte[] key, Kind kind, Optional<RecordRef> before, Optional<RecordRef> after, int writesSince,
        OptionalLong deletedAt) {
    /** What restoring the first side instead of the second does to a key. */
    public enum Kind {
        /** The key would be missing: it exists only on the second side. */
        MISSING,
        /** The key would have an older value: it has another one on the second side. */
        OLDER,
        /** The key would be back: it exists only on the first side. */
        BACK
    }
}
