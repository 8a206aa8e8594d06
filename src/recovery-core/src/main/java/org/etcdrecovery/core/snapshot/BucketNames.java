package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.finding.Finding.Severity;
import org.etcdrecovery.core.keyspace.GoQuote;

/** The names of a file's buckets, which show what another program's database is, and what in etcd's is not from etcd. */
final class BucketNames {
    private static final int MOST = 12;
    private static final int LONGEST = 40;
    private static final int MOST_FOREIGN = 1000;

    /** The first names, quoted and shortened. */
    private final List<String> names = new ArrayList<>();
    private final List<byte[]> foreign = new ArrayList<>();

    void add(Bucket bucket) {
        if (names.size() < MOST) {
            String name = GoQuote.quote(bucket.name());
            names.add(name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…");
        }
        if (BucketShape.isForeign(bucket) && foreign.size() < MOST_FOREIGN) {
            foreign.add(bucket.nameBytes());
        }
    }

    /**
     * Reports the buckets that etcd does not have.
     *
     * @param isEtcd whether the file has the bucket {@code key}; without it, only names that no program would give a
     *               bucket are reported
     */
    void reportForeign(boolean isEtcd, FindingLog log) {
        foreign.stream()
                .map(ContinuityTexts::foreignBucket)
                .filter(finding -> isEtcd || finding.severity() == Severity.DAMAGE)
                .forEach(log::add);
    }

    /** Such as {@code the buckets "data", "config"}. */
    String words() {
        return switch (names.size()) {
            case 0 -> "no bucket";
            case 1 -> "the bucket " + names.getFirst();
            default -> "the buckets " + String.join(", ", names);
        };
    }
}
