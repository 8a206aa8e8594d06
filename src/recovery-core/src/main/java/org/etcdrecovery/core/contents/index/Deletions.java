package org.etcdrecovery.core.contents.index;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** Finds the latest deletions. */
final class Deletions {
    private static final Comparator<DeletedKey> OLDEST_FIRST = Comparator.comparingLong(DeletedKey::revision)
            .thenComparing(Comparator.comparingInt(DeletedKey::rank).reversed());

    private Deletions() {}

    static List<DeletedKey> of(KeyIndex index, int limit) {
        KeyRecordTable records = index.table();
        PriorityQueue<DeletedKey> latest = new PriorityQueue<>(OLDEST_FIRST);
        for (int rank = 0; rank < index.size() && limit > 0; rank++) {
            int last = records.first(rank + 1) - 1;
            if (records.isTombstone(last)) {
                Optional<RecordRef> lastPut = last > records.first(rank) && !records.isTombstone(last - 1)
                        ? Optional.of(records.ref(last - 1))
                        : Optional.empty();
                latest.add(new DeletedKey(rank, records.revision(last), lastPut));
                if (latest.size() > limit) {
                    latest.remove();
                }
            }
        }
        return latest.stream().sorted(OLDEST_FIRST.reversed()).toList();
    }
}
