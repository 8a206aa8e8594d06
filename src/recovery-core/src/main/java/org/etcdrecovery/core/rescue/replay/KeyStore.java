package org.etcdrecovery.core.rescue.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The keys that exist, as far as entries ask about them, and the records that the replay adds. Source:
 * server/storage/mvcc/kvstore_txn.go.
 */
final class KeyStore {
    private final NavigableMap<Key, KeyState> living;
    private final Leases leases;
    private final List<NewRecord> added = new ArrayList<>();
    /** The state before the replay of each key that it changed; empty if the key did not exist. */
    private final Map<Key, Optional<KeyState>> before = new HashMap<>();
    private long revision;
    private long compacted;

    /**
     * @param living    the keys of the database
     * @param revision  the current revision
     * @param compacted the revision of the last compaction that was accepted
     */
    KeyStore(Map<Key, KeyState> living, Leases leases, long revision, long compacted) {
        this.living = new TreeMap<>(living);
        this.leases = leases;
        this.revision = revision;
        this.compacted = compacted;
    }

    long revision() {
        return revision;
    }

    long compacted() {
        return compacted;
    }

    /** The records that were added, in their order. */
    List<NewRecord> added() {
        return added;
    }

    /** The state before the replay of each key that it changed; empty if the key did not exist. */
    Map<Key, Optional<KeyState>> before() {
        return before;
    }

    /** The newest record of a key; null if the key does not exist. */
    @Nullable
    KeyState get(Key key) {
        return living.get(key);
    }

    /** The keys in a span that exist, in order. The map changes with this one. */
    NavigableMap<Key, KeyState> in(KeySpan span) {
        if (span.single()) {
            return living.subMap(span.from(), true, span.from(), true);
        }
        if (span.isEmpty()) {
            return new TreeMap<>();
        }
        return span.end() == null
                ? living.tailMap(span.from(), true)
                : living.subMap(span.from(), true, span.end(), false);
    }

    /** Accepts a compaction, unless etcd would not; whether it did. */
    boolean compact(long at) {
        if (at <= compacted || at > revision) {
            return false;
        }
        compacted = at;
        return true;
    }

    /** Begins a transaction, which makes one revision if it changes anything. */
    Write begin() {
        return new Write();
    }

    /** A transaction under way. */
    final class Write {
        private final long main = revision + 1;
        private int changes;

        /**
         * Writes a key.
         *
         * @throws ServerStopsException if the lease does not exist
         */
        void put(Key key, Place value, long lease) throws ServerStopsException {
            KeyState old = living.get(key);
            KeyState state = old == null
                    ? new KeyState(main, main, 1, lease, value)
                    : new KeyState(old.created(), main, old.version() + 1, lease, value);
            if (old != null && old.lease() != lease) {
                leases.detach(old.lease(), key);
            }
            if (lease != 0) {
                leases.attach(lease, key);
            }
            record(key, old, state);
            living.put(key, state);
        }

        /** Deletes the keys in a span that exist. */
        void delete(KeySpan span) {
            for (Map.Entry<Key, KeyState> entry : List.copyOf(in(span).entrySet())) {
                Key key = entry.getKey();
                leases.detach(entry.getValue().lease(), key);
                record(key, entry.getValue(), null);
                living.remove(key);
            }
        }

        private void record(Key key, @Nullable KeyState old, @Nullable KeyState state) {
            before.putIfAbsent(key, Optional.ofNullable(old));
            added.add(new NewRecord(main, changes++, key, state));
        }

        /** Ends the transaction. */
        void end() {
            if (changes > 0) {
                revision = main;
            }
        }
    }
}
