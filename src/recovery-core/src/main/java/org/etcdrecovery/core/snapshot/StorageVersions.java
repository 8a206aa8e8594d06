package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoSemver;

/** Reads the storage version in the bucket {@code meta}. */
public final class StorageVersions {
    private static final String KEY = "storageVersion";

    private StorageVersions() {}

    /** The version; empty if the file has none, or something that is not a version, which etcd treats the same. */
    static Optional<GoSemver> parse(SmallBucket meta) {
        return meta.text(KEY).flatMap(GoSemver::parse);
    }

    /** The version as {@code snapshot status} prints it, such as {@code 3.6.0}; empty if {@link #parse} finds none. */
    public static String stated(SmallBucket meta) {
        return parse(meta).map(GoSemver::toString).orElse("");
    }
}
