package org.etcdrecovery.core.rescue.replay;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.etcdrecovery.core.finding.Finding;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.rescue.EntryKind;
import org.etcdrecovery.core.rescue.LogPart;
import org.etcdrecovery.core.rescue.replay.ReplayResult.KeyChanges;

/** Counts what entries do, and remembers the first that the operator should see. */
final class Tally {
    /** More than anyone reads; bounds the memory. */
    private static final int MOST_LISTED = 1000;
    private static final int MOST_KEYS = 10_000;

    private final Map<EntryKind, Long> applied = new EnumMap<>(EntryKind.class);
    private final Map<EntryKind, Long> rejected = new EnumMap<>(EntryKind.class);
    private final Map<EntryKind, Long> idle = new EnumMap<>(EntryKind.class);
    private final Map<ReplayCode, Uncertain> uncertain = new EnumMap<>(ReplayCode.class);
    private final List<ReplayedEntry> uncertainEntries = new ArrayList<>();
    private final List<ReplayedEntry> maybeEntries = new ArrayList<>();

    /** The first entry that a code is about, and how many there are. */
    private record Uncertain(long first, long count) {
        Uncertain plus(Uncertain other) {
            return new Uncertain(first, count + other.count);
        }
    }

    /**
     * Counts an entry.
     *
     * @param maybe whether it may not have been committed
     */
    void add(ReplayEntry entry, Outcome outcome, boolean maybe) {
        kinds(outcome.effect()).merge(outcome.kind(), 1L, Long::sum);
        for (ReplayCode code : outcome.uncertain()) {
            uncertain.merge(code, new Uncertain(entry.index(), 1), Uncertain::plus);
        }
        if (!outcome.uncertain().isEmpty()) {
            list(entry, outcome, uncertainEntries);
        }
        if (maybe) {
            list(entry, outcome, maybeEntries);
        }
    }

    /** Remembers an entry that was left out. */
    void leaveOut(ReplayEntry entry) {
        list(entry, Outcome.of(EntryFacts.kind(entry), Effect.NONE), maybeEntries);
    }

    private static void list(ReplayEntry entry, Outcome outcome, List<ReplayedEntry> into) {
        if (into.size() < MOST_LISTED) {
            into.add(new ReplayedEntry(entry.index(), entry.term(), outcome.kind(), outcome.effect(),
                    EntryFacts.keys(entry), outcome.uncertain()));
        }
    }

    private Map<EntryKind, Long> kinds(Effect effect) {
        return switch (effect) {
            case APPLIED -> applied;
            case REJECTED -> rejected;
            case NONE -> idle;
        };
    }

    LogPart part(Effect effect) {
        Map<EntryKind, Long> counts = kinds(effect);
        return new LogPart(counts.values().stream().mapToLong(Long::longValue).sum(), counts);
    }

    List<ReplayedEntry> uncertainEntries() {
        return uncertainEntries;
    }

    List<ReplayedEntry> maybeEntries() {
        return maybeEntries;
    }

    /** The findings about what servers decide differently. */
    List<Finding> findings(String place) {
        return uncertain.entrySet()
                .stream()
                .map(each -> ReplayTexts.uncertain(each.getKey(), each.getValue().first, each.getValue().count, place))
                .toList();
    }

    /** The keys whose newest record is another one than before. */
    static KeyChanges changes(KeyStore keys) {
        long added = 0;
        long changed = 0;
        long deleted = 0;
        List<KeyChange> first = new ArrayList<>();
        for (Map.Entry<Key, Optional<KeyState>> entry : new TreeMap<>(keys.before()).entrySet()) {
            Optional<KeyState> after = Optional.ofNullable(keys.get(entry.getKey()));
            Optional<KeyState> before = entry.getValue();
            if (before.isEmpty() && after.isEmpty()) {
                continue;
            }
            if (before.isEmpty()) {
                added++;
            } else if (after.isEmpty()) {
                deleted++;
            } else {
                changed++;
            }
            if (first.size() < MOST_KEYS) {
                first.add(new KeyChange(GoQuote.escape(entry.getKey().bytes()), before.map(KeyChange.Version::of),
                        after.map(KeyChange.Version::of)));
            }
        }
        return new KeyChanges(added, changed, deleted, first);
    }
}
