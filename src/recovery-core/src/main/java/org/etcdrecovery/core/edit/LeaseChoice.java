package org.etcdrecovery.core.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.LeaseId;

/**
 * Which leases to drop, with their keys.
 *
 * @param drop   whether to drop them all
 * @param others the leases for which the opposite holds
 */
public record LeaseChoice(boolean drop, Set<LeaseId> others) {
    /** Keeps all leases. */
    public static final LeaseChoice KEEP = new LeaseChoice(false, Set.of());
    private static final int HEX = 16;

    /** Copies the set. */
    public LeaseChoice {
        others = Set.copyOf(others);
    }

    /** Whether a lease is dropped. */
    public boolean drops(LeaseId lease) {
        return drop != others.contains(lease);
    }

    /** This choice, but for one lease. */
    public LeaseChoice with(LeaseId lease, boolean dropped) {
        Set<LeaseId> changed = new HashSet<>(others);
        if (dropped == drop) {
            changed.remove(lease);
        } else {
            changed.add(lease);
        }
        return new LeaseChoice(drop, changed);
    }

    /** Parses {@link #texts}, in any order; empty if one of them is something else. */
    public static Optional<LeaseChoice> parse(List<String> texts) {
        LeaseChoice choice = new LeaseChoice(texts.contains("drop"), Set.of());
        if (choice.drop && texts.contains("keep")) {
            return Optional.empty();
        }
        for (String text : texts) {
            int equals = text.indexOf('=');
            String action = text.substring(equals + 1);
            if (!action.equals("drop") && !action.equals("keep")) {
                return Optional.empty();
            }
            if (equals >= 0) {
                try {
                    choice = choice.with(new LeaseId(Long.parseUnsignedLong(text.substring(0, equals), HEX)),
                            action.equals("drop"));
                } catch (NumberFormatException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(choice);
    }

    /** {@code keep} or {@code drop}, then {@code ID=drop} or {@code ID=keep} for each lease that is treated otherwise. */
    public List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(drop ? "drop" : "keep"));
        others.stream()
                .sorted(Comparator.comparing(LeaseId::value, Long::compareUnsigned))
                .forEach(lease -> texts.add(lease + (drop ? "=keep" : "=drop")));
        return List.copyOf(texts);
    }
}
