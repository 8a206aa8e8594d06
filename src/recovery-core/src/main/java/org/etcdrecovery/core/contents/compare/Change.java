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
    /** What restoring the first side instead of the second does to a key. Named for a first side that is the earlier one. */
    public enum Kind {
        /** The key would be missing: it exists only on the second side. */
        MISSING,
        /** The key would have another value, an older one if the first side is the earlier one. */
        OLDER,
        /** The key exists only on the first side: it would be back if that is the earlier one. */
        BACK;

        /**
         * What users read.
         *
         * @param goesBack whether the first side is the earlier one, see {@link Comparison#goesBack}
         */
        public String word(boolean goesBack) {
            return switch (this) {
                case MISSING -> "missing";
                case OLDER -> goesBack ? "older" : "changed";
                case BACK -> goesBack ? "back" : "added";
            };
        }
    }
}
