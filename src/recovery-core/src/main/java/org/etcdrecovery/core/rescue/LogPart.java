package org.etcdrecovery.core.rescue;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A sequence of log entries.
 *
 * @param count the number of entries
 * @param kinds the number of entries of each kind, without zeros, in the order of the enum
 */
public record LogPart(long count, Map<EntryKind, Long> kinds) {
    /** Copies the map. */
    public LogPart {
        Map<EntryKind, Long> copy = new EnumMap<>(EntryKind.class);
        copy.putAll(kinds);
        kinds = Collections.unmodifiableMap(copy);
    }

    static LogPart of(List<LogEntry> entries) {
        return new LogPart(entries.size(),
                entries.stream().collect(Collectors.groupingBy(LogEntry::kind, Collectors.counting())));
    }

    /** Whether it has no entries. */
    public boolean isEmpty() {
        return count == 0;
    }

    /** The kinds in words: {@code 58 puts, 3 deletes, 1 transaction}; empty if there are no entries. */
    public String words() {
        return kinds.entrySet()
                .stream()
                .map(kind -> kind.getKey().words(kind.getValue()))
                .collect(Collectors.joining(", "));
    }
}
