package org.etcdrecovery.core.rescue.replay;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.LeaseId;

/**
 * A key that a replay changed.
 *
 * @param key    the key, escaped as Go does
 * @param before its newest record in the database; empty if it did not exist there
 * @param after  its newest record in the result; empty if it does not exist there
 */
public record KeyChange(String key, Optional<Version> before, Optional<Version> after) {
    /**
     * A record of a key, without its value.
     *
     * @param created  the revision of the put that created the key
     * @param modified the revision of the put
     * @param version  the number of puts since the key was created
     * @param lease    the lease that the key is attached to
     * @param value    where the value is; {@link Replay#value} reads it
     */
    public record Version(long created, long modified, long version, LeaseId lease, Place value) {
        /** The length of the value in bytes. */
        public int valueSize() {
            return value.length();
        }

        static Version of(KeyState state) {
            return new Version(state.created(), state.modified(), state.version(), new LeaseId(state.lease()),
                    state.value());
        }
    }
}
