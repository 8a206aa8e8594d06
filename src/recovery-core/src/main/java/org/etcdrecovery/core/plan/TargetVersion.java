package org.etcdrecovery.core.plan;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.MinorVersion;

/**
 * The release line of etcd that is to start from the restored directories, and what it changes in them. Every line can
 * take learners: seen to start and serve on 3.4.23, 3.5.35, 3.6.16 and 3.7.3.
 */
public enum TargetVersion {
    V3_4(4), V3_5(5), V3_6(6), V3_7(7),
    /** Known so that its snapshots can be read; not a target until it is released. */
    V3_8(8);

    /** The target when neither the request nor the snapshot names a version. */
    public static final TargetVersion DEFAULT = V3_5;

    /** How a server of this line takes a version in the snapshot that is not its own. */
    public enum Reaction {
        /** It knows that version. */
        STARTS,
        /** It does not look at it, and starts. */
        IGNORES,
        /** It does not start. */
        REFUSES
    }

    private final int minor;

    TargetVersion(int minor) {
        this.minor = minor;
    }

    /** The target with this version; empty when there is none. */
    public static Optional<TargetVersion> of(MinorVersion version) {
        return Arrays.stream(values()).filter(target -> target.minorVersion().equals(version)).findFirst();
    }

    /** The versions that can be a target, for messages: {@code 3.4, 3.5, 3.6, 3.7}. */
    public static String released() {
        return Arrays.stream(values())
                .filter(TargetVersion::isReleased)
                .map(TargetVersion::toString)
                .collect(Collectors.joining(", "));
    }

    /** The version. */
    public MinorVersion minorVersion() {
        return new MinorVersion(3, minor);
    }

    /** Whether there is a release to restore for. */
    public boolean isReleased() {
        return this != V3_8;
    }

    /** Whether a {@code .snap} file with the v2 store is written, as the tools up to 3.7 do. */
    public boolean writesSnapFile() {
        return compareTo(V3_7) <= 0;
    }

    /** Whether the snapshot record that ends the WAL carries the raft configuration, as the tools from 3.5 on do. */
    public boolean writesConfState() {
        return compareTo(V3_5) >= 0;
    }

    /** Whether fields of the WAL that are zero are written nevertheless: gogo protobuf, up to 3.6. */
    public boolean writesZeroFields() {
        return compareTo(V3_6) <= 0;
    }

    /** Whether a Unix socket must be given as host and port without a path, like any other URL. */
    public boolean wantsPortOfUnixSockets() {
        return this == V3_4;
    }

    /** What a server of this line does with {@code meta/storageVersion}. */
    public Reaction reactionToStorageVersion(MinorVersion storage) {
        if (storage.compareTo(minorVersion()) <= 0) {
            return Reaction.STARTS;
        }
        return switch (this) {
            // 3.4.31 and later panic with "unsupported storage version" unless it is 3.4 or 3.5.
            case V3_4 -> storage.compareTo(V3_5.minorVersion()) <= 0 ? Reaction.STARTS : Reaction.REFUSES;
            case V3_5 -> Reaction.IGNORES;
            case V3_6, V3_7, V3_8 -> Reaction.REFUSES;
        };
    }

    /** What a server of this line does with {@code cluster/clusterVersion}. */
    public Reaction reactionToClusterVersion(MinorVersion cluster) {
        if (cluster.compareTo(minorVersion()) <= 0) {
            return Reaction.STARTS;
        }
        return compareTo(V3_6) >= 0 ? Reaction.REFUSES : Reaction.IGNORES;
    }

    /** As operators say it: {@code 3.6}. */
    @Override
    public String toString() {
        return minorVersion().toString();
    }
}
