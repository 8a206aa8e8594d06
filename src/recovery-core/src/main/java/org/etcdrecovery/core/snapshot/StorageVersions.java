package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoSemver;

/** The version that the bucket {@code meta} states, as status prints it. */
public final class StorageVersions {
    private static final String KEY = "storageVersion";

    private StorageVersions() {}

    /** The version; empty when the file states none, or nothing that is a version, which etcd takes for none. */
    static Optional<GoSemver> parse(SmallBucket meta) {
        return meta.text(KEY).flatMap(GoSemver::parse);
    }

    /** Such as {@code 3.6.0}; empty when the file states none, or nothing that is a version. */
    public static String stated(SmallBucket meta) {
        return parse(meta).map(GoSemver::toString).orElse("");
    }
}
