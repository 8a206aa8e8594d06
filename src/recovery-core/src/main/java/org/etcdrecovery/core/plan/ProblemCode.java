package org.etcdrecovery.core.plan;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The kinds of problems in a request. The text of a released code never changes. A problem that an inspection reports
 * too has the same text as in {@link org.etcdrecovery.core.snapshot.FindingCode}.
 */
public enum ProblemCode {
    /** The request names no member. */
    NO_MEMBER("plan.no-member"),
    /** Every member is a learner. */
    NO_VOTER("plan.no-voter"),
    /** An even number of voters. */
    EVEN_VOTERS("plan.even-voters"),
    /** More than one learner. */
    SEVERAL_LEARNERS("plan.several-learners"),
    /** A member without a name. */
    NAME_MISSING("plan.name-missing"),
    /** Two members with the same name. */
    NAME_TWICE("plan.name-twice"),
    /** A name with a comma or an equals sign. */
    NAME_SEPARATOR("plan.name-separator"),
    /** A member name with a slash, which directories named after it would follow. */
    NAME_SLASH("plan.name-slash"),
    /** A name with an invisible character. */
    NAME_HIDDEN_CHARACTER("plan.name-hidden-character"),
    /** A name that must be quoted. */
    NAME_UNUSUAL("plan.name-unusual"),
    /** A member without a peer URL. */
    URL_MISSING("plan.url-missing"),
    /** A text that etcd rejects as a URL. */
    URL_INVALID("plan.url-invalid"),
    /** A URL with a comma. */
    URL_COMMA("plan.url-comma"),
    /** A host that begins with a dash. */
    URL_DASH("plan.url-dash"),
    /** A URL with an invisible character. */
    URL_HIDDEN_CHARACTER("plan.url-hidden-character"),
    /** A URL with a user name, a password or a query. */
    URL_SECRET("plan.url-secret"),
    /** A URL with an empty port. */
    URL_PORT_EMPTY("plan.url-port-empty"),
    /** A URL with a port beyond 65535. */
    URL_PORT_RANGE("plan.url-port-range"),
    /** A URL that names no host. */
    URL_ANY_ADDRESS("plan.url-any-address"),
    /** A URL that only its own host can reach. */
    URL_LOOPBACK("plan.url-loopback"),
    /** Some URLs with TLS and some without. */
    URL_SCHEMES("plan.url-schemes"),
    /** A Unix socket that etcd 3.4 rejects. */
    URL_UNIX_OLD("plan.url-unix-old"),
    /** A peer URL that is given twice. */
    DUPLICATE_URL("plan.duplicate-url"),
    /** Different peer URLs for the same address. */
    ONE_PLACE("plan.one-place"),
    /** A client URL with the same address as another URL. */
    CLIENT_URL_TWICE("plan.client-url-twice"),
    /** A member whose ID would be 0. */
    MEMBER_ID_ZERO("plan.member-id-zero"),
    /** Two members with the same ID. */
    MEMBER_ID_TWICE("plan.member-id-twice"),
    /** A member with the ID that it had in the lost cluster. */
    OLD_MEMBER_ID("plan.old-member-id"),
    /** The token is empty or the default. */
    TOKEN_DEFAULT("plan.token-default"),
    /** A token with an invisible character. */
    TOKEN_HIDDEN_CHARACTER("plan.token-hidden-character"),
    /** A directory without a name. */
    DIRECTORY_MISSING("plan.directory-missing"),
    /** A directory with an invisible character. */
    DIRECTORY_HIDDEN_CHARACTER("plan.directory-hidden-character"),
    /** A relative directory. */
    DIRECTORY_RELATIVE("plan.directory-relative"),
    /** The snapshot is inside a directory that the restore would write. */
    DIRECTORY_HOLDS_SNAPSHOT("plan.directory-holds-snapshot"),
    /** Two directories that are the same, or one inside the other. */
    DIRECTORIES_OVERLAP("plan.directories-overlap"),
    /** A WAL directory without a data directory. */
    WAL_WITHOUT_DATA("plan.wal-without-data"),
    /** A negative revision bump. */
    BUMP_NEGATIVE("plan.bump-negative"),
    /** A bump beyond the largest revision. */
    BUMP_TOO_LARGE("plan.bump-too-large"),
    /** A bump that does not reach beyond the compaction. */
    BUMP_BELOW_COMPACTION("plan.bump-below-compaction"),
    /** A snapshot that was prepared by a bump already. */
    ALREADY_BUMPED("plan.already-bumped"),
    /** A Kubernetes keyspace without a bump. */
    BUMP_MISSING("plan.bump-missing"),
    /** A bump that old releases of 3.4 cannot prove. */
    BUMP_UNPROVABLE("plan.bump-unprovable"),
    /** A revision that some programs show rounded. */
    REVISION_INEXACT("plan.revision-inexact"),
    /** A bump without marking compacted, or the other way round. */
    MARK_COMPACTED("plan.mark-compacted"),
    /** An earlier revision without a bump. */
    AS_OF_WITHOUT_BUMP("plan.as-of-without-bump"),
    /** An earlier revision of which the compaction has removed records. */
    AS_OF_COMPACTED("plan.as-of-compacted"),
    /** An earlier revision that is beyond the last. */
    AS_OF_FUTURE("plan.as-of-future"),
    /** The keyspace goes back to an earlier revision. */
    AS_OF("plan.as-of"),
    /** Users and roles do not go back with the keyspace. */
    AS_OF_AUTH("plan.as-of-auth"),
    /** A lease that does not exist. */
    LEASE_UNKNOWN("plan.lease-unknown"),
    /** Leases are dropped with their keys. */
    LEASES_DROPPED("plan.leases-dropped"),
    /** Leases are created again. */
    LEASES_RECREATED("plan.leases-recreated"),
    /** Keys stay without their lease. */
    LEASES_ORPHANED("plan.leases-orphaned"),
    /** A prepared snapshot that would be a copy of its source. */
    PREPARE_NOTHING("prepare.nothing-to-change"),
    /** A prepared snapshot for OpenShift, which prepares by itself. */
    PREPARE_OPENSHIFT("prepare.openshift"),
    /** By its manifest, the snapshot lacks something, or may. */
    ORIGIN_INCOMPLETE("origin.incomplete"),
    /** No SHA-256 follows the image. */
    HASH_MISSING("hash.missing"),
    /** The SHA-256 does not match the image. */
    HASH_WRONG("hash.wrong"),
    /** The database is close to the quota or exceeds it. */
    QUOTA("cluster.quota"),
    /** The snapshot carries an alarm. */
    ALARM("cluster.alarm"),
    /** An alarm that no server can read. */
    ALARM_UNREADABLE("cluster.alarm-record"),
    /** A record that keeps servers of the target from starting. */
    RECORD_REFUSED("plan.record-refused"),
    /** A version for which no restore is possible. */
    TARGET_UNKNOWN("plan.target-unknown"),
    /** A storage version newer than the target, which ignores it. */
    STORAGE_VERSION_NEWER("plan.storage-version-newer"),
    /** A storage version that the target does not start from. */
    STORAGE_VERSION_REFUSED("plan.storage-version-refused"),
    /** A cluster version newer than the target, which ignores it. */
    CLUSTER_VERSION_NEWER("plan.cluster-version-newer"),
    /** A cluster version that the target does not start from. */
    CLUSTER_VERSION_REFUSED("plan.cluster-version-refused");

    /** The problems waived by skipping the hash check. */
    public static final Set<ProblemCode> HASH_CHECK = Collections.unmodifiableSet(EnumSet.of(HASH_MISSING, HASH_WRONG));

    private static final Set<ProblemCode> OF_SNAPSHOT = EnumSet.of(HASH_MISSING, HASH_WRONG, ALARM_UNREADABLE,
            RECORD_REFUSED, STORAGE_VERSION_REFUSED, CLUSTER_VERSION_REFUSED);

    private final String text;

    ProblemCode(String text) {
        this.text = text;
    }

    /** The code as printed in messages and JSON. */
    public String text() {
        return text;
    }

    /**
     * Whether the operator can accept this problem and restore anyway: the file is readable, only its integrity is not
     * proven. No other refusal can be waived.
     */
    public boolean canBeAccepted() {
        return HASH_CHECK.contains(this);
    }

    /** Whether the snapshot, not the request, is to blame. */
    public boolean isOfSnapshot() {
        return OF_SNAPSHOT.contains(this);
    }

    /** All codes that {@link #canBeAccepted}. */
    public static List<ProblemCode> acceptable() {
        return Arrays.stream(values()).filter(ProblemCode::canBeAccepted).toList();
    }

    /** Finds one of {@link #acceptable} by its text. */
    public static Optional<ProblemCode> acceptable(String text) {
        return acceptable().stream().filter(code -> code.text.equals(text)).findFirst();
    }
}
