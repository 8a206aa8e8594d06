package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.EtcdRelease.Reaction;
import org.etcdrecovery.core.keyspace.GoJsonObject;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.GoSemver;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * The records by which a server decides whether to start from a database: {@code meta/storageVersion},
 * {@code cluster/clusterVersion} and {@code cluster/downgrade}. What each release does with them was seen on 3.4.23, 3.5.35,
 * 3.6.16 and 3.7.3, after a restore.
 */
public final class VersionRecords {
    private static final VersionRange STORED = EtcdRelease.linesThat(EtcdRelease::canBeStorageVersion);
    private static final VersionRange CHECKING = EtcdRelease.linesThat(EtcdRelease::checksVersionRecords);
    private static final VersionRange READING_DOWNGRADE = EtcdRelease.linesThat(EtcdRelease::readsDowngradeRecord);
    private static final VersionRange BOUND_BY_DOWNGRADE = EtcdRelease
            .linesThat(EtcdRelease::startsOnlyAsDowngradeTarget);
    /** The first major version with the v3 API. */
    private static final int V3_API = 3;
    private static final String CLUSTER_VERSION = "clusterVersion";
    private static final String DOWNGRADE = "downgrade";
    private static final int LONGEST_SHOWN = 64;

    private final SmallBucket meta;
    private final SmallBucket cluster;

    VersionRecords(SmallBucket meta, SmallBucket cluster) {
        this.meta = meta;
        this.cluster = cluster;
    }

    Optional<MinorVersion> storageVersion() {
        return StorageVersions.parse(meta).map(GoSemver::minorVersion);
    }

    Optional<MinorVersion> clusterVersion() {
        return parsedClusterVersion().map(GoSemver::minorVersion);
    }

    private Optional<GoSemver> parsedClusterVersion() {
        return cluster.text(CLUSTER_VERSION).flatMap(GoSemver::parse);
    }

    /**
     * The downgrade that was last requested; empty if there is no record of one.
     *
     * @throws IllegalArgumentException if etcd 3.5 and later cannot decode it; the message says why
     */
    public static Optional<Downgrade> downgrade(SmallBucket cluster) {
        return cluster.get(DOWNGRADE)
                .map(GoJsonObject::parse)
                .map(json -> new Downgrade(json.flag("enabled"), json.text("target-version")));
    }

    void check(StartCheck start, FindingLog log) {
        checkStorageVersion(start);
        checkClusterVersion(start);
        checkDowngrade(start, log);
    }

    private void checkStorageVersion(StartCheck start) {
        storageVersion().ifPresent(version -> {
            if (!STORED.contains(version)) {
                start.refuse(FindingCode.CLUSTER_VERSION_RECORD, "bucket meta, key storageVersion",
                        "The storage version is " + version + ", but etcd never stored one before " + STORED.first(),
                        CHECKING);
            }
            start.exclude(release -> release.reactionToStorageVersion(version) == Reaction.REFUSES);
        });
    }

    private void checkClusterVersion(StartCheck start) {
        Optional<byte[]> stored = cluster.get(CLUSTER_VERSION);
        if (stored.isEmpty()) {
            return;
        }
        String place = "bucket cluster, key " + CLUSTER_VERSION;
        Optional<GoSemver> parsed = parsedClusterVersion();
        if (parsed.isEmpty()) {
            start.refuse(FindingCode.CLUSTER_VERSION_RECORD, place,
                    "The cluster version is “" + shown(stored.get()) + "”, which is not a version such as 3.5.0",
                    CHECKING);
            return;
        }
        MinorVersion version = parsed.get().minorVersion();
        if (version.major() < V3_API) {
            start.refuse(FindingCode.CLUSTER_VERSION_RECORD, place,
                    "The cluster version is " + version + ", which had no v3 API",
                    "starts, but answers “not capable” to every request and never recovers", CHECKING);
        } else if (CHECKING.contains(version) && parsed.get().patch() > 0) {
            start.refuse(FindingCode.CLUSTER_VERSION_RECORD, place,
                    "The cluster version is " + parsed.get() + ", which etcd " + version + " takes for a newer one",
                    VersionRange.of(version, version));
        }
        start.exclude(release -> release.reactionToClusterVersion(version) == Reaction.REFUSES);
    }

    private void checkDowngrade(StartCheck start, FindingLog log) {
        String place = "bucket cluster, key " + DOWNGRADE;
        Optional<Downgrade> downgrade;
        try {
            downgrade = downgrade(cluster).filter(Downgrade::enabled);
        } catch (IllegalArgumentException e) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "The downgrade record cannot be read: " + e.getMessage(), READING_DOWNGRADE);
            return;
        }
        if (downgrade.isEmpty()) {
            return;
        }
        String target = shown(downgrade.get().targetVersion().getBytes(UTF_8));
        Optional<GoSemver> version = GoSemver.parse(downgrade.get().targetVersion());
        if (version.isEmpty()) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "A downgrade to “" + target + "” is in progress, which is not a version such as 3.5.0",
                    READING_DOWNGRADE);
            return;
        }
        log.add(RecordTexts.downgrade(place, target));
        if (!BOUND_BY_DOWNGRADE.contains(version.get().minorVersion()) || !version.get().isFirstOfItsLine()) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "A downgrade to " + target + " is in progress, not to " + BOUND_BY_DOWNGRADE.first() + ".0",
                    BOUND_BY_DOWNGRADE);
        }
    }

    private static String shown(byte[] value) {
        String text = GoQuote.escape(value);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
