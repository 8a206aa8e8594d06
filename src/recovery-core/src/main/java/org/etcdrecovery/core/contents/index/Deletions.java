package org.etcdrecovery.core.contents.index;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the latest deletions. */
final class Deletions {
    private static final Comparator<DeletedKey> OLDEST_FIRST = Comparator.comparingLong(DeletedKey::revision)
            .thenComparing(Comparator.comparingInt(DeletedKey::rank).reversed());

    private Deletions() {}

    static List<DeletedKey> of(KeyIndex index, int limit) {
        KeyRecordTable records = index.table();
        Greatest<DeletedKey> latest = new Greatest<>(limit, OLDEST_FIRST);
        for (int rank = 0; rank < index.size(); rank++) {
            int last = records.first(rank + 1) - 1;
            if (records.isTombstone(last)) {
                Optional<RecordRef> lastPut = last > records.first(rank) && !records.isTombstone(last - 1)
                        ? Optional.of(records.ref(last - 1))
                        : Optional.empty();
                latest.offer(new DeletedKey(rank, records.revision(last), lastPut));
            }
        }
        return latest.list();
    }
}
