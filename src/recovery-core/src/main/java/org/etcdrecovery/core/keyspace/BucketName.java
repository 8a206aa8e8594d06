package org.etcdrecovery.core.keyspace;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The names of the buckets of every database. Source: etcd server/storage/schema/bucket.go. */
public final class BucketName {
    /** The keyspace. */
    public static final String KEY = "key";
    /** The leases. */
    public static final String LEASE = "lease";
    /** How far the database has come. */
    public static final String META = "meta";
    /** All of them, in the order of the file. */
    public static final NavigableSet<String> ALL = Collections.unmodifiableNavigableSet(new TreeSet<>(List.of("alarm",
            "auth", "authRoles", "authUsers", "cluster", KEY, LEASE, "members", "members_removed", META)));

    private BucketName() {}
}
