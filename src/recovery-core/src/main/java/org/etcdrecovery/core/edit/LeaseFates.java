package org.etcdrecovery.core.edit;

import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.etcdrecovery.core.edit.KeyspaceChange.Tally;
import org.etcdrecovery.core.edit.LeaseEffect.Fate;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.KeyValueReader;
import org.etcdrecovery.core.keyspace.LeaseId;

/** What becomes of each lease that exists or that a key needs. */
final class LeaseFates {
    private static final int LONGEST_NAME = 64;

    private final KeyspaceEdit edit;
    private final Set<Long> existing;
    /** In the order of the bucket, which is that of the IDs as unsigned numbers. */
    private final NavigableMap<Long, LeaseEffect> effects = new TreeMap<>(Long::compareUnsigned);

    LeaseFates(KeyspaceEdit edit, Set<Long> existing) {
        this.edit = edit;
        this.existing = existing;
        existing.forEach(this::effect);
    }

    /** Counts a key that is attached to a lease, and returns what becomes of that. */
    Fate key(LeaseId lease, ByteBuffer buffer, KeyValueReader keyValue) {
        LeaseEffect before = effect(lease.value());
        effects.put(lease.value(), new LeaseEffect(lease, before.fate(), before.keys() + 1,
                before.keys() == 0 ? name(buffer, keyValue) : before.firstKey()));
        return before.fate();
    }

    private LeaseEffect effect(long lease) {
        return effects.computeIfAbsent(lease, id -> new LeaseEffect(new LeaseId(id), fate(new LeaseId(id)), 0, ""));
    }

    private Fate fate(LeaseId lease) {
        if (edit.leases().drops(lease)) {
            return Fate.DROPPED;
        }
        if (existing.contains(lease.value())) {
            return Fate.KEPT;
        }
        if (edit.dropLeased()) {
            return Fate.DROPPED;
        }
        return edit.ttl() > 0 ? Fate.RECREATED : Fate.ORPHANED;
    }

    private static String name(ByteBuffer buffer, KeyValueReader keyValue) {
        byte[] start = new byte[Math.min(keyValue.keyLength(), LONGEST_NAME)];
        buffer.get(keyValue.keyStart(), start);
        return GoQuote.escape(start) + (start.length < keyValue.keyLength() ? "…" : "");
    }

    /** The first leases by ID. */
    List<LeaseEffect> all() {
        return first(effects.values());
    }

    /** The first leases by ID that do not simply stay. */
    List<LeaseEffect> changed() {
        return first(effects.values().stream().filter(effect -> effect.fate() != Fate.KEPT).toList());
    }

    private static List<LeaseEffect> first(Collection<LeaseEffect> effects) {
        return effects.stream().limit(KeyspaceChange.MOST_LISTED).toList();
    }

    Tally tally(Fate fate) {
        List<LeaseEffect> those = effects.values().stream().filter(effect -> effect.fate() == fate).toList();
        return new Tally(those.size(), those.stream().mapToLong(LeaseEffect::keys).sum());
    }

    /** The leases to create, with their time to live in seconds. */
    NavigableMap<Long, Long> recreated() {
        NavigableMap<Long, Long> recreated = new TreeMap<>(Long::compareUnsigned);
        effects.forEach((id, effect) -> {
            if (effect.fate() == Fate.RECREATED) {
                recreated.put(id, edit.ttl());
            }
        });
        return recreated;
    }

    /** The leases that the edit names, but that neither exist nor have keys. */
    Set<LeaseId> unknown() {
        Set<LeaseId> unknown = new HashSet<>(edit.leases().others());
        unknown.removeIf(lease -> effects.containsKey(lease.value()));
        return unknown;
    }
}
