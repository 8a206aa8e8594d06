package org.etcdrecovery.core.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.etcdrecovery.core.keyspace.GoJsonObject;
import org.etcdrecovery.core.keyspace.GoQuote;
import org.etcdrecovery.core.keyspace.GoSemver;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.VersionRange;

/**
 * The records by which a server tells whether it may start from a database: {@code meta/storageVersion},
 * {@code cluster/clusterVersion} and {@code cluster/downgrade}. What each release does with them was seen on 3.4.23, 3.5.35,
 * 3.6.16 and 3.7.3, after a restore.
 */
public final class VersionRecords {
    private static final MinorVersion V3_0 = new MinorVersion(3, 0);
    private static final MinorVersion V3_5 = new MinorVersion(3, 5);
    private static final MinorVersion V3_6 = new MinorVersion(3, 6);
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
     * The downgrade that was asked for last; empty when there is no record of one.
     *
     * @throws IllegalArgumentException when etcd 3.5 and later cannot decode it; the message says why
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
            if (version.compareTo(V3_5) < 0) {
                start.refuse(FindingCode.CLUSTER_VERSION_RECORD, "bucket meta, key storageVersion",
                        "The storage version is " + version + ", and none before " + V3_5 + " was ever stored",
                        StartCheck.SINCE_3_6);
            }
            excludeOlder(version, start);
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
                    StartCheck.SINCE_3_6);
            return;
        }
        MinorVersion version = parsed.get().minorVersion();
        if (version.compareTo(V3_0) < 0) {
            start.refuse(FindingCode.CLUSTER_VERSION_RECORD, place,
                    "The cluster version is " + version + ", in which there was no v3 API",
                    "starts, answers “not capable” to every request, and never gets beyond that", StartCheck.SINCE_3_6);
        } else if (version.compareTo(V3_6) >= 0 && parsed.get().patch() > 0) {
            start.refuse(FindingCode.CLUSTER_VERSION_RECORD, place,
                    "The cluster version is " + parsed.get() + ", which etcd " + version + " takes for a later one",
                    VersionRange.of(version, version));
        }
        excludeOlder(version, start);
    }

    /** Since 3.6 a server does not start with a version that is newer than itself. */
    private static void excludeOlder(MinorVersion version, StartCheck start) {
        if (version.compareTo(V3_6) > 0) {
            MinorVersion before = version.major() == V3_6.major()
                    ? new MinorVersion(version.major(), version.minor() - 1)
                    : new MinorVersion(V3_6.major(), Integer.MAX_VALUE);
            start.exclude(VersionRange.of(V3_6, before));
        }
    }

    private void checkDowngrade(StartCheck start, FindingLog log) {
        String place = "bucket cluster, key " + DOWNGRADE;
        Optional<Downgrade> downgrade;
        try {
            downgrade = downgrade(cluster).filter(Downgrade::enabled);
        } catch (IllegalArgumentException e) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "The record of a downgrade cannot be read: " + e.getMessage(), StartCheck.SINCE_3_5);
            return;
        }
        if (downgrade.isEmpty()) {
            return;
        }
        String target = shown(downgrade.get().targetVersion().getBytes(UTF_8));
        Optional<GoSemver> version = GoSemver.parse(downgrade.get().targetVersion());
        if (version.isEmpty()) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "A downgrade to “" + target + "” is under way, which is not a version such as 3.5.0",
                    StartCheck.SINCE_3_5);
            return;
        }
        log.add(RecordTexts.downgrade(place, target));
        if (!version.get().minorVersion().equals(V3_5) || !version.get().isFirstOfItsLine()) {
            start.refuse(FindingCode.CLUSTER_DOWNGRADE_RECORD, place,
                    "A downgrade to " + target + " is under way, not to " + V3_5 + ".0", VersionRange.of(V3_5, V3_5));
        }
    }

    private static String shown(byte[] value) {
        String text = GoQuote.escape(value);
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }
}
