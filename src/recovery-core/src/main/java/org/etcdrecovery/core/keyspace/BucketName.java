package org.etcdrecovery.core.keyspace;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** The names of the buckets of every database. Source: etcd server/storage/schema/bucket.go. */
public final class BucketName {
    /** The raised alarms. */
    public static final String ALARM = "alarm";
    /** Whether authentication is on. */
    public static final String AUTH = "auth";
    /** The roles. */
    public static final String AUTH_ROLES = "authRoles";
    /** The users. */
    public static final String AUTH_USERS = "authUsers";
    /** The versions of the cluster. */
    public static final String CLUSTER = "cluster";
    /** The keyspace. */
    public static final String KEY = "key";
    /** The leases. */
    public static final String LEASE = "lease";
    /** The members. */
    public static final String MEMBERS = "members";
    /** The IDs of removed members. */
    public static final String MEMBERS_REMOVED = "members_removed";
    /** How far the database has come. */
    public static final String META = "meta";
    /** All of them, in the order of the file. */
    public static final NavigableSet<String> ALL = Collections.unmodifiableNavigableSet(new TreeSet<>(List.of(ALARM,
            AUTH, AUTH_ROLES, AUTH_USERS, CLUSTER, KEY, LEASE, MEMBERS, MEMBERS_REMOVED, META)));

    private BucketName() {}
}
