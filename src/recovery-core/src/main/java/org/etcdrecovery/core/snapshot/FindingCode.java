package org.etcdrecovery.core.snapshot;

import java.util.Optional;
import org.etcdrecovery.core.finding.Code;
import org.etcdrecovery.core.finding.Finding.Check;

/** The codes of the findings in a snapshot or a database. */
public enum FindingCode implements Code {
    /** The file is empty. */
    FILE_EMPTY("file.empty", Check.FILE),
    /** The file is packed or archived. */
    FILE_PACKED("file.packed", Check.FILE),
    /** The file is neither a snapshot nor a database. */
    FILE_FOREIGN("file.foreign", Check.FILE),
    /** A bbolt file with another format version or byte order. */
    FILE_VERSION("file.version", Check.FILE),
    /** A bbolt file that is cut off or whose meta pages are overwritten. */
    FILE_DAMAGED("file.damaged", Check.FILE),
    /** One of the two meta pages is not valid. */
    FILE_META_PAGE("file.meta-page", Check.FILE),
    /** The file is longer than the image of the database: a server grows it ahead of need. */
    FILE_GROWN("file.grown", Check.FILE),
    /** The transactions of the two meta pages are not consecutive. */
    FILE_META_TRANSACTIONS("file.meta-transactions", Check.FILE),

    /** The tree of pages contradicts itself. */
    TREE_DAMAGED("tree.damaged", Check.TREE),
    /** A bucket within a bucket. */
    TREE_NESTED_BUCKET("tree.nested-bucket", Check.TREE),
    /** A bucket that etcd does not have. */
    TREE_FOREIGN_ROOT_BUCKET("tree.foreign-root-bucket", Check.TREE),
    /** A record that does not belong in its bucket. */
    TREE_FOREIGN_RECORD("tree.foreign-record", Check.TREE),
    /** A branch page names another first key than its child page has. */
    TREE_SEPARATOR("tree.separator", Check.TREE),
    /** A page in the middle of a long value is a separate page. */
    TREE_OVERFLOW_PAGE("tree.overflow-page", Check.TREE),

    /** A bbolt database without the bucket that holds etcd's keys. */
    KEYSPACE_NOT_ETCD("keyspace.not-etcd", Check.KEYSPACE),
    /** A record that a server cannot read. */
    KEYSPACE_RECORD("keyspace.record", Check.KEYSPACE),
    /** The record of a compaction holds no revision. */
    KEYSPACE_COMPACTION("keyspace.compaction", Check.KEYSPACE),
    /** The revisions are used up. */
    KEYSPACE_NO_REVISION_LEFT("keyspace.no-revision-left", Check.KEYSPACE),
    /** A record of the bucket meta that etcd does not have. */
    KEYSPACE_FOREIGN_META_KEY("keyspace.foreign-meta-key", Check.KEYSPACE),
    /** Revisions above the last compaction are missing. */
    KEYSPACE_REVISION_GAP("keyspace.revision-gap", Check.KEYSPACE),
    /** Changes within a transaction are missing. */
    KEYSPACE_SUB_REVISION_GAP("keyspace.sub-revision-gap", Check.KEYSPACE),
    /** A record does not continue the history of its key. */
    KEYSPACE_KEY_HISTORY("keyspace.key-history", Check.KEYSPACE),
    /** The last record is below the compact revision. */
    KEYSPACE_BEHIND_COMPACTION("keyspace.behind-compaction", Check.KEYSPACE),
    /** Records that a finished compaction should have removed. */
    KEYSPACE_LEFTOVER("keyspace.leftover", Check.KEYSPACE),

    /** The consistent index is not a number of 8 bytes. */
    CLUSTER_CONSISTENT_INDEX("cluster.consistent-index", Check.CLUSTER),
    /** The term is not a number of 8 bytes. */
    CLUSTER_TERM("cluster.term", Check.CLUSTER),
    /** A small bucket holds more records than this program reads. */
    CLUSTER_UNREAD_RECORDS("cluster.unread-records", Check.CLUSTER),
    /** A storage or cluster version with which a server does not start. */
    CLUSTER_VERSION_RECORD("cluster.version-record", Check.CLUSTER),
    /** A downgrade is under way. */
    CLUSTER_DOWNGRADE("cluster.downgrade", Check.CLUSTER),
    /** A downgrade record with which a server does not start. */
    CLUSTER_DOWNGRADE_RECORD("cluster.downgrade-record", Check.CLUSTER),
    /** The record that says whether authentication is on, or that of its revision, cannot be read. */
    CLUSTER_AUTH_RECORD("cluster.auth-record", Check.CLUSTER),
    /** A user's record that cannot be read or contradicts others. */
    CLUSTER_USER_RECORD("cluster.user-record", Check.CLUSTER),
    /** A role's record that cannot be read or contradicts others. */
    CLUSTER_ROLE_RECORD("cluster.role-record", Check.CLUSTER),
    /** Authentication is on, and root does not have the role root. */
    CLUSTER_AUTH_WITHOUT_ROOT("cluster.auth-without-root", Check.CLUSTER),
    /** A lease's record that some releases cannot read. */
    CLUSTER_LEASE_RECORD("cluster.lease-record", Check.CLUSTER),
    /** A lease with a time to live that no etcd grants. */
    CLUSTER_LEASE_TTL("cluster.lease-ttl", Check.CLUSTER),
    /** A member's record that cannot be read. */
    CLUSTER_MEMBER_RECORD("cluster.member-record", Check.CLUSTER),
    /** A member that was removed but is still listed. */
    CLUSTER_ZOMBIE_MEMBER("cluster.zombie-member", Check.CLUSTER),
    /** An alarm that cannot be read. */
    CLUSTER_ALARM_RECORD("cluster.alarm-record", Check.CLUSTER),
    /** The snapshot carries an alarm. */
    CLUSTER_ALARM("cluster.alarm", Check.CLUSTER),
    /** Keys whose lease does not exist. */
    CLUSTER_LEASE_GONE("cluster.lease-gone", Check.CLUSTER),
    /** Values that Kubernetes encrypted. */
    CLUSTER_ENCRYPTED_VALUES("cluster.encrypted-values", Check.CLUSTER),
    /** The record of an earlier revision bump. */
    CLUSTER_BUMPED("cluster.bumped", Check.CLUSTER),
    /** Authentication is on. */
    CLUSTER_AUTH_ON("cluster.auth-on", Check.CLUSTER),
    /** A compaction that the members carry out when they start. */
    CLUSTER_COMPACTION_PENDING("cluster.compaction-pending", Check.CLUSTER),
    /** The schema is newer than this program. */
    CLUSTER_SCHEMA_NEWER("cluster.schema-newer", Check.CLUSTER),
    /** The database takes most of the default quota, or more. */
    CLUSTER_QUOTA("cluster.quota", Check.CLUSTER),

    /** The SHA-256 after the image does not match the image. */
    HASH_WRONG("hash.wrong", Check.TRAILING_HASH),
    /** No SHA-256 follows the image. */
    HASH_MISSING("hash.missing", Check.TRAILING_HASH),
    /** Bytes after the image that are neither its SHA-256 nor pages, or that follow the SHA-256. */
    HASH_STRAY_BYTES("hash.stray-bytes", Check.TRAILING_HASH);

    private final String text;
    private final Check check;

    FindingCode(String text, Check check) {
        this.text = text;
        this.check = check;
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public Optional<Check> check() {
        return Optional.of(check);
    }
}
