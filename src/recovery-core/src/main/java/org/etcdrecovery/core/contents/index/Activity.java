package org.etcdrecovery.core.contents.index;

import java.util.ArrayList;
import java.util.List;

/** Counts the records of an index by ranges of revisions. */
final class Activity {
    private Activity() {}

    static List<ActivityBin> of(KeyIndex index, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException(bins + " bins");
        }
        KeyRecordTable records = index.table();
        long first = index.firstRevision();
        long span = index.lastRevision() - first + 1;
        // All bins are equally long but the last, so that their heights compare.
        long length = (span - 1) / bins + 1;
        int count = (int) ((span - 1) / length) + 1;
        long[] puts = new long[count];
        long[] deletes = new long[count];
        long[] bytes = new long[count];
        for (int record = 0; record < records.records(); record++) {
            int bin = (int) (Math.max(0, records.revision(record) - first) / length);
            if (records.isTombstone(record)) {
                deletes[bin]++;
            } else {
                puts[bin]++;
            }
            bytes[bin] += records.size(record);
        }
        List<ActivityBin> activity = new ArrayList<>(count);
        for (int bin = 0; bin < count; bin++) {
            activity.add(new ActivityBin(first + bin * length, first + Math.min(span, (bin + 1) * length) - 1,
                    puts[bin], deletes[bin], bytes[bin]));
        }
        return activity;
    }
}
