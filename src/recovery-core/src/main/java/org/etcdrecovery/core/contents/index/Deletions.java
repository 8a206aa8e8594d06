package org.etcdrecovery.core.contents.index;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the latest deletions. */
final class Deletions {
    private static final Comparator<DeletedKey> OLDEST_FIRST = Comparator.comparingLong(DeletedKey::revision)
            .thenComparing(Comparator.comparingInt(DeletedKey::rank).reversed());

    private Deletions() {}

    /** The keys that begin with a prefix and are deleted, the latest deletion first. */
    static int[] below(KeyIndex index, byte[] prefix) {
        KeyRecordTable records = index.table();
        int end = index.keys().beyond(prefix);
        // Of the deletions of one revision, the first key comes first.
        long[] latest = IntStream.range(index.keys().ceiling(prefix), end)
                .filter(rank -> records.isTombstone(records.first(rank + 1) - 1))
                .mapToLong(rank -> -((long) records.code(records.first(rank + 1) - 1) << Integer.SIZE) + rank)
                .sorted()
                .toArray();
        return Arrays.stream(latest).mapToInt(deletion -> (int) deletion).toArray();
    }

    static DeletedKey of(KeyIndex index, int rank) {
        KeyRecordTable records = index.table();
        int last = records.first(rank + 1) - 1;
        if (!records.isTombstone(last)) {
            throw new IllegalArgumentException("key " + rank + " is not deleted");
        }
        Optional<RecordRef> lastPut = last > records.first(rank) && !records.isTombstone(last - 1)
                ? Optional.of(records.ref(last - 1))
                : Optional.empty();
        return new DeletedKey(rank, records.revision(last), lastPut);
    }

    static List<DeletedKey> latest(KeyIndex index, int limit) {
        KeyRecordTable records = index.table();
        Greatest<DeletedKey> latest = new Greatest<>(limit, OLDEST_FIRST);
        for (int rank = 0; rank < index.size(); rank++) {
            if (records.isTombstone(records.first(rank + 1) - 1)) {
                latest.offer(of(index, rank));
            }
        }
        return latest.list();
    }
}
