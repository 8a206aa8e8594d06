package org.etcdrecovery.core.rescue.replay;

import java.util.ArrayList;
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
    private final NavigableMap<Key, Optional<KeyState>> before = new TreeMap<>();
    private long revision;
    private long compacted;

    /**
     * @param living    the keys of the database, which change with this
     * @param revision  the current revision
     * @param compacted the revision of the last compaction that was accepted
     */
    KeyStore(NavigableMap<Key, KeyState> living, Leases leases, long revision, long compacted) {
        this.living = living;
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

    /** In key order, the state before the replay of each key that it changed; empty if the key did not exist. */
    NavigableMap<Key, Optional<KeyState>> before() {
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

    /** A transaction under way. Closing it without a commit takes back what it has changed. */
    final class Write implements AutoCloseable {
        private final long main = revision + 1;
        private final List<Undo> undo = new ArrayList<>();
        private boolean committed;

        /**
         * What one change replaced.
         *
         * @param old        the newest record of the key before
         * @param attached   whether the key was attached to the lease in that record
         * @param firstOfKey whether the replay had not changed the key before
         */
        private record Undo(Key key, @Nullable KeyState old, boolean attached, boolean firstOfKey) {}

        /**
         * Writes a key.
         *
         * @throws ServerStopsException if the lease does not exist; the key is unchanged then
         */
        void put(Key key, Place value, long lease) throws ServerStopsException {
            if (lease != 0) {
                leases.require(lease);
            }
            KeyState old = living.get(key);
            KeyState state = old == null
                    ? new KeyState(main, main, 1, lease, value)
                    : new KeyState(old.created(), main, old.version() + 1, lease, value);
            record(key, old, state);
            if (old != null && old.lease() != lease) {
                leases.detach(old.lease(), key);
            }
            if (lease != 0) {
                leases.attach(lease, key);
            }
            living.put(key, state);
        }

        /** Deletes the keys in a span that exist. */
        void delete(KeySpan span) {
            for (Map.Entry<Key, KeyState> entry : List.copyOf(in(span).entrySet())) {
                Key key = entry.getKey();
                record(key, entry.getValue(), null);
                leases.detach(entry.getValue().lease(), key);
                living.remove(key);
            }
        }

        private void record(Key key, @Nullable KeyState old, @Nullable KeyState state) {
            boolean firstOfKey = before.putIfAbsent(key, Optional.ofNullable(old)) == null;
            added.add(new NewRecord(main, undo.size(), key, state));
            undo.add(new Undo(key, old, old != null && leases.isAttached(old.lease(), key), firstOfKey));
        }

        /** Makes the changes those of the next revision, if there are any. */
        void commit() {
            committed = true;
            if (!undo.isEmpty()) {
                revision = main;
            }
        }

        @Override
        public void close() {
            if (!committed) {
                undo.reversed().forEach(this::takeBack);
            }
        }

        private void takeBack(Undo change) {
            KeyState written = living.get(change.key());
            if (written != null) {
                leases.detach(written.lease(), change.key());
            }
            if (change.old() == null) {
                living.remove(change.key());
            } else {
                living.put(change.key(), change.old());
                if (change.attached()) {
                    leases.attach(change.old().lease(), change.key());
                }
            }
            if (change.firstOfKey()) {
                before.remove(change.key());
            }
            added.removeLast();
        }
    }
}
