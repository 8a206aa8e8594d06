package org.etcdrecovery.core.keyspace;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The release lines of etcd that this program knows, oldest first, and every way in which they differ. Other code asks
 * what a line does and compares no versions, so that a new line is added only here. A new line behaves like the one before
 * it until a method says otherwise.
 *
 * <p>Seen on 3.4.23, 3.5.35, 3.6.16 and 3.7.3; 3.8 from etcd's main branch.
 */
public enum EtcdRelease {
    V3_4(4), V3_5(5), V3_6(6), V3_7(7), V3_8(8);

    /** The line to assume if neither the operator, nor a snapshot, nor a member names one. */
    public static final EtcdRelease DEFAULT = V3_5;

    private static final EtcdRelease NEWEST_RELEASED = V3_7;
    private static final List<EtcdRelease> KNOWN = List.of(values());

    /** How a server reacts to a version in its database. */
    public enum Reaction {
        /** The server supports the version, and starts. */
        STARTS,
        /** The server does not look at the version, and starts. */
        IGNORES,
        /** The server does not start. */
        REFUSES
    }

    private final int minor;

    EtcdRelease(int minor) {
        this.minor = minor;
    }

    /** The line with this version; empty if this program does not know it. */
    public static Optional<EtcdRelease> of(MinorVersion version) {
        return KNOWN.stream().filter(release -> release.minorVersion().equals(version)).findFirst();
    }

    /** The line of a version such as {@code 3.6} or {@code 3.6.16}; empty if this program does not know it. */
    public static Optional<EtcdRelease> parse(String version) {
        return MinorVersion.parse(version).flatMap(EtcdRelease::of);
    }

    /** The lines that can be restored for, oldest first. */
    public static List<EtcdRelease> released() {
        return KNOWN.stream().filter(EtcdRelease::isReleased).toList();
    }

    /** The lines that can be restored for, as a choice for the operator: {@code 3.4, 3.5, 3.6 or 3.7}. */
    public static String choice() {
        return choice(released());
    }

    /**
     * Lists lines as a choice for the operator.
     *
     * @param releases at least one line
     */
    public static String choice(List<EtcdRelease> releases) {
        String last = releases.getLast().toString();
        return releases.size() == 1
                ? last
                : releases.subList(0, releases.size() - 1)
                        .stream()
                        .map(EtcdRelease::toString)
                        .collect(Collectors.joining(", ", "", " or " + last));
    }

    /** The oldest to the newest line, released or not: {@code 3.4 to 3.8}. */
    public static VersionRange known() {
        return VersionRange.of(KNOWN.getFirst().minorVersion(), newest().minorVersion());
    }

    /** The newest line whose formats this program knows, released or not. */
    public static EtcdRelease newest() {
        return KNOWN.getLast();
    }

    /**
     * The lines that meet a condition. They must be consecutive. If the newest line is one of them, the range includes all
     * later ones.
     *
     * @throws java.util.NoSuchElementException if no line meets the condition
     */
    public static VersionRange linesThat(Predicate<EtcdRelease> condition) {
        List<EtcdRelease> lines = KNOWN.stream().filter(condition).toList();
        MinorVersion first = lines.getFirst().minorVersion();
        return lines.getLast() == newest()
                ? VersionRange.from(first)
                : VersionRange.of(first, lines.getLast().minorVersion());
    }

    /** The major and minor version that all releases of the line share. */
    public MinorVersion minorVersion() {
        return new MinorVersion(3, minor);
    }

    /** Whether etcd has released the line, so that it can be restored for. An unreleased line is known for reading only. */
    public boolean isReleased() {
        return compareTo(NEWEST_RELEASED) <= 0;
    }

    // What the tools do.

    /** The command that runs etcdctl with its v3 API. */
    public String etcdctl() {
        return this == V3_4 ? "ETCDCTL_API=3 etcdctl" : "etcdctl";
    }

    /** The command that reads and restores snapshot files: etcdutl, or etcdctl in the line without etcdutl. */
    public String snapshotTool() {
        return this == V3_4 ? etcdctl() : "etcdutl";
    }

    /** Whether a restore by its tool leaves the members of the lost cluster in the database. */
    public boolean restoreKeepsOldMembers() {
        return this == V3_4;
    }

    /** Whether a restore writes a {@code .snap} file with the v2 store. */
    public boolean writesSnapFile() {
        return compareTo(V3_7) <= 0;
    }

    /** Whether the snapshot record that ends the log of a restored member carries the raft configuration. */
    public boolean writesConfState() {
        return compareTo(V3_5) >= 0;
    }

    /**
     * How many failed lookups the v2 store of a restored member counts. From 3.6 on, the tool looks up a missing key while
     * it builds the store. The number means nothing to a server.
     */
    public int failedGetsOfV2Store() {
        return compareTo(V3_6) >= 0 ? 1 : 0;
    }

    /** Whether {@code snapshot status} counts living keys and prints the storage version, instead of counting all records. */
    public boolean statusCountsLivingKeys() {
        return compareTo(V3_6) >= 0;
    }

    /** Whether the tools draw tables with {@code ┌───┐} instead of {@code +---+}. */
    public boolean drawsBoxedTables() {
        return compareTo(V3_7) >= 0;
    }

    // What both the tools and a server do.

    /**
     * Whether messages are encoded and decoded by github.com/gogo/protobuf, which also writes fields that are zero. Later
     * lines use google.golang.org/protobuf, which omits them.
     */
    public boolean usesGogoProtobuf() {
        return compareTo(V3_6) <= 0;
    }

    /** Whether a Unix socket must be given as host and port without a path, like any other URL. */
    public boolean wantsPortOfUnixSockets() {
        return this == V3_4;
    }

    // What a server does.

    /** Whether a member also serves clients at its peer URLs. */
    public boolean servesClientsAtPeerUrl() {
        return compareTo(V3_5) <= 0;
    }

    /** Whether some releases of the line refuse HashKV at the revision of the last compaction. */
    public boolean mayRefuseHashKvAtCompaction() {
        return this == V3_4;
    }

    /** Whether a database can name the line as its storage version. 3.6 writes 3.5 when it is downgraded to 3.5. */
    public boolean canBeStorageVersion() {
        return compareTo(V3_5) >= 0;
    }

    /**
     * Whether a server that starts reads {@code meta/storageVersion} and {@code cluster/clusterVersion}, and exits if one of
     * them is newer than itself.
     */
    public boolean checksVersionRecords() {
        return compareTo(V3_6) >= 0;
    }

    /** Whether a server that starts reads {@code cluster/downgrade}, and exits if it cannot decode it. */
    public boolean readsDowngradeRecord() {
        return compareTo(V3_5) >= 0;
    }

    /** Whether a server does not start while a downgrade to another line is under way. */
    public boolean startsOnlyAsDowngradeTarget() {
        return this == V3_5;
    }

    /** How a server of this line reacts to {@code meta/storageVersion}. */
    public Reaction reactionToStorageVersion(MinorVersion storage) {
        if (storage.compareTo(minorVersion()) <= 0) {
            return Reaction.STARTS;
        }
        if (this == V3_4) {
            // 3.4.31 and later panic with "unsupported storage version" unless it is 3.4 or 3.5.
            return storage.compareTo(V3_5.minorVersion()) <= 0 ? Reaction.STARTS : Reaction.REFUSES;
        }
        return checksVersionRecords() ? Reaction.REFUSES : Reaction.IGNORES;
    }

    /** How a server of this line reacts to {@code cluster/clusterVersion}. */
    public Reaction reactionToClusterVersion(MinorVersion cluster) {
        if (cluster.compareTo(minorVersion()) <= 0) {
            return Reaction.STARTS;
        }
        return checksVersionRecords() ? Reaction.REFUSES : Reaction.IGNORES;
    }

    /** Such as {@code 3.6}. */
    @Override
    public String toString() {
        return minorVersion().toString();
    }
}
