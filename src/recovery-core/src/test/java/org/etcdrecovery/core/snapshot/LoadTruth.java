package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member's store held at each revision, according to the clients that changed it. They know from the header of
 * each answer at which revision a change was applied.
 */
final class LoadTruth {
    private final ConcurrentSkipListMap<Long, List<Change>> changes = new ConcurrentSkipListMap<>();
    private final Map<Long, Span> leases = new ConcurrentHashMap<>();
    private final Map<String, Span> users = new ConcurrentHashMap<>();

    /** A put, or a deletion if the value is null. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Change(String key, byte @Nullable [] value, long lease) {
        static Change deletionOf(String key) {
            return new Change(key, null, 0);
        }
    }

    /** A key as a client sees it, with the hash and length of its value. */
    record Key(int value, int length, long created, long modified, long version, long lease) {
        /** Whether everything but the bytes of the value is the same. */
        boolean differsInValueOnly(Key other) {
            return new Key(0, 0, created, modified, version, lease)
                    .equals(new Key(0, 0, other.created, other.modified, other.version, other.lease));
        }
    }

    /** The revisions between which something without a revision, such as a lease or a user, existed. */
    private record Span(long from, long to, boolean endsWithin) {
        boolean surelyAt(long revision) {
            return revision > from && revision < to;
        }

        boolean possiblyAt(long revision) {
            return revision >= from && (endsWithin ? revision < to : revision <= to);
        }
    }

    void changed(long revision, List<Change> made) {
        changes.put(revision, made);
    }

    void granted(long lease, long revision) {
        leases.put(lease, new Span(revision, Long.MAX_VALUE, true));
    }

    /**
     * Records that a lease was revoked.
     *
     * @param withKeys whether this deleted keys too, at the revision of the answer and in one commit
     */
    void revoked(long lease, long revision, boolean withKeys) {
        leases.computeIfPresent(lease, (_, span) -> new Span(span.from, revision, withKeys));
    }

    void userAdded(String name, long revision) {
        users.put(name, new Span(revision, Long.MAX_VALUE, true));
    }

    void userDeleted(String name, long revision) {
        users.computeIfPresent(name, (_, span) -> new Span(span.from, revision, false));
    }

    /** All keys after a revision. */
    SortedMap<String, Key> keysAt(long revision) {
        SortedMap<String, Key> keys = new TreeMap<>();
        changes.headMap(revision, true).forEach((main, made) -> made.forEach(change -> apply(main, change, keys)));
        return keys;
    }

    private static void apply(long main, Change change, SortedMap<String, Key> keys) {
        if (change.value == null) {
            keys.remove(change.key);
            return;
        }
        Key before = keys.get(change.key);
        keys.put(change.key, new Key(Arrays.hashCode(change.value), change.value.length,
                before == null ? main : before.created, main, before == null ? 1 : before.version + 1, change.lease));
    }

    /** The last revision, up to the given one, at which a key was changed; 0 if it never was. */
    long lastChangeOf(String key, long revision) {
        return changes.headMap(revision, true)
                .descendingMap()
                .entrySet()
                .stream()
                .filter(made -> made.getValue().stream().anyMatch(change -> change.key.equals(key)))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(0L);
    }

    /** The keys that changed at a revision. */
    List<String> changedIn(long revision) {
        return changes.getOrDefault(revision, List.of()).stream().map(Change::key).toList();
    }

    /** The leases and users of a file that cannot have existed at its revision, and those that did but are missing. */
    List<String> wrongSmallRecords(long revision, List<Long> fileLeases, List<String> fileUsers) {
        List<String> wrong = new ArrayList<>();
        compare("lease", leases, fileLeases, revision, wrong);
        compare("user", users, fileUsers, revision, wrong);
        return wrong;
    }

    private static <K> void compare(String kind, Map<K, Span> known, List<K> found, long revision,
            List<String> wrong) {
        known.forEach((id, span) -> {
            if (span.surelyAt(revision) && !found.contains(id)) {
                wrong.add(kind + " " + id + " is missing");
            }
            if (!span.possiblyAt(revision) && found.contains(id)) {
                wrong.add(kind + " " + id + " is of another time");
            }
        });
    }

    static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }
}
