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
        // No bin is shorter than one revision.
        int count = (int) Math.min(bins, span);
        long[] puts = new long[count];
        long[] deletes = new long[count];
        long[] bytes = new long[count];
        for (int record = 0; record < records.records(); record++) {
            int bin = bin(Math.max(0, records.revision(record) - first), span, count);
            if (records.isTombstone(record)) {
                deletes[bin]++;
            } else {
                puts[bin]++;
            }
            bytes[bin] += records.size(record);
        }
        List<ActivityBin> activity = new ArrayList<>(count);
        for (int bin = 0; bin < count; bin++) {
            activity.add(new ActivityBin(first + start(bin, span, count), first + start(bin + 1, span, count) - 1,
                    puts[bin], deletes[bin], bytes[bin]));
        }
        return activity;
    }

    /** Where a bin begins: the first bins are one longer if the revisions cannot be divided equally. */
    private static long start(int bin, long span, int count) {
        return span / count * bin + Math.min(bin, span % count);
    }

    private static int bin(long offset, long span, int count) {
        long length = span / count;
        long longer = span % count;
        return (int) (offset < longer * (length + 1)
                ? offset / (length + 1)
                : longer + (offset - longer * (length + 1)) / length);
    }
}
