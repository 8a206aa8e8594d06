package org.etcdrecovery.core.rescue.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.etcdrecovery.core.keyspace.LeaseId;
import org.etcdrecovery.core.proto.LeaseRecord;

/**
 * The leases and the keys attached to them. Of a lease of the database, only its ID is kept, and its keys only if an entry
 * asks about them. Source: server/lease/lessor.go.
 */
final class Leases {
    /** In seconds. */
    private static final long LONGEST_TTL = 9_000_000_000L;
    /** The shortest TTL that a server with default settings grants, in seconds: one and a half election timeouts. */
    static final long SHORTEST_TTL = 2;

    private final long[] stored;
    /** The new record of each lease that was changed; empty if it was revoked. */
    private final NavigableMap<Long, Optional<LeaseRecord>> changes = new TreeMap<>(Long::compareUnsigned);
    private final Map<Long, NavigableSet<Key>> keys = new HashMap<>();

    /** Collects the IDs in the bucket of the database. */
    static final class Stored {
        private long[] ids = new long[64];
        private int count;

        /** Adds the next ID, in the order of the bucket. */
        void add(long id) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, Math.multiplyExact(count, 2));
            }
            ids[count++] = id;
        }

        Leases leases() {
            return new Leases(Arrays.copyOf(ids, count));
        }
    }

    private Leases(long[] stored) {
        this.stored = stored;
    }

    boolean exists(long id) {
        Optional<LeaseRecord> changed = changes.get(id);
        return changed == null ? isStored(id) : changed.isPresent();
    }

    private boolean isStored(long id) {
        int low = 0;
        int high = stored.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(stored[middle], id);
            if (order == 0) {
                return true;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Grants a lease, unless etcd would not; whether it did. */
    boolean grant(long id, long ttl) {
        if (id == 0 || ttl > LONGEST_TTL || exists(id)) {
            return false;
        }
        changes.put(id, Optional.of(
                LeaseRecord.newBuilder().setId(id).setTtl(Math.max(ttl, SHORTEST_TTL)).build()));
        return true;
    }

    /** Removes a lease that exists; its keys have been deleted. */
    void remove(long id) {
        changes.put(id, Optional.empty());
        keys.remove(id);
    }

    /** Stores the remaining time of a lease that exists. */
    void checkpoint(LeaseRecord record, long remaining) {
        changes.put(record.getId(), Optional.of(record.toBuilder().setRemainingTtl(remaining).build()));
    }

    /** The record of a lease, if the replay has changed it. */
    Optional<LeaseRecord> changed(long id) {
        return changes.getOrDefault(id, Optional.empty());
    }

    /**
     * Requires a lease to exist to which a key is to be attached.
     *
     * @throws ServerStopsException if it does not
     */
    void require(long id) throws ServerStopsException {
        if (!exists(id)) {
            throw new ServerStopsException(
                    "it attaches a key to the lease " + new LeaseId(id) + ", which does not exist");
        }
    }

    /** Attaches a key to a lease that exists. */
    void attach(long id, Key key) {
        keys.computeIfAbsent(id, _ -> new TreeSet<>()).add(key);
    }

    /** Whether a key is known to be attached to a lease. */
    boolean isAttached(long id, Key key) {
        NavigableSet<Key> attached = keys.get(id);
        return attached != null && attached.contains(key);
    }

    /** Detaches a key from the lease in its record, if it was attached to it. */
    void detach(long id, Key key) {
        NavigableSet<Key> attached = keys.get(id);
        if (attached != null) {
            attached.remove(key);
        }
    }

    /** The keys attached to a lease, in order. */
    List<Key> keys(long id) {
        return new ArrayList<>(keys.getOrDefault(id, Collections.emptyNavigableSet()));
    }

    /** The new record of each lease that was changed, in the order of the bucket; empty if it was revoked. */
    NavigableMap<Long, Optional<LeaseRecord>> changes() {
        return changes;
    }
}
