package org.etcdrecovery.core.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.etcdrecovery.core.bolt.Bucket;
import org.etcdrecovery.core.keyspace.GoQuote;

/** The first names of the buckets of a file, quoted and shortened, to tell what another program's database is. */
final class BucketNames {
    private static final int MOST = 12;
    private static final int LONGEST = 40;

    private final List<String> names = new ArrayList<>();

    void add(Bucket bucket) {
        if (names.size() < MOST) {
            String name = GoQuote.quote(bucket.name());
            names.add(name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…");
        }
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
