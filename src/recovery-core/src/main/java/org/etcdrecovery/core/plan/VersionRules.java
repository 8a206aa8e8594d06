package org.etcdrecovery.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.etcdrecovery.core.keyspace.EtcdRelease;
import org.etcdrecovery.core.keyspace.EtcdRelease.Reaction;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.plan.Problem.Field;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.StartRefusal;
import org.etcdrecovery.core.url.EtcdUrl;

/** Decides which etcd to restore for, and checks that it starts from the snapshot. */
final class VersionRules {
    private VersionRules() {}

    /** Returns the target; if empty, the problems say why. */
    static Optional<EtcdRelease> check(RestoreRequest request, List<CheckedMember> members, SnapshotFacts facts,
            ProblemList problems) {
        MinorVersion wanted = request.target()
                .or(facts.versions()::cluster)
                .orElse(EtcdRelease.DEFAULT.minorVersion());
        Optional<EtcdRelease> target = EtcdRelease.of(wanted).filter(EtcdRelease::isReleased);
        if (target.isEmpty()) {
            String whence = request.target().isPresent() ? "" : ", the cluster version in the snapshot,";
            boolean unreleased = EtcdRelease.of(wanted).isPresent();
            problems.refuse(ProblemCode.TARGET_UNKNOWN, Field.TARGET_VERSION,
                    "etcd " + wanted + whence + (unreleased ? " is not released" : " is not a supported version"),
                    "A restore is written for the etcd that will start from it. Choose " + EtcdRelease.choice() + ".");
            return Optional.empty();
        }
        checkStorageVersion(target.get(), facts, problems);
        checkClusterVersion(target.get(), facts, problems);
        checkRecords(target.get(), facts, problems);
        members.forEach(member -> checkSockets(target.get(), member, problems));
        return target;
    }

    private static void checkStorageVersion(EtcdRelease target, SnapshotFacts facts, ProblemList problems) {
        if (facts.versions().storage().isEmpty()) {
            return;
        }
        MinorVersion storage = facts.versions().storage().get();
        switch (target.reactionToStorageVersion(storage)) {
            case STARTS -> {
            }
            case IGNORES -> problems.warn(ProblemCode.STORAGE_VERSION_NEWER, Field.TARGET_VERSION,
                    "The snapshot has storage version " + storage + ", newer than etcd " + target,
                    "etcd " + target + " ignores it and was seen to start, but etcd does not support this downgrade."
                            + " Restore for " + storage + " unless you need the older version.");
            case REFUSES -> problems.refuse(ProblemCode.STORAGE_VERSION_REFUSED, Field.TARGET_VERSION,
                    "etcd " + target + " does not start from storage version " + storage,
                    (target.checksVersionRecords()
                            ? "It exits with: version \"" + storage + ".0\" is not supported. "
                            : "3.4.31 and later panic with \"unsupported storage version\". ")
                            + wayOut(target, release -> release.reactionToStorageVersion(storage)));
        }
    }

    private static void checkClusterVersion(EtcdRelease target, SnapshotFacts facts, ProblemList problems) {
        if (facts.versions().cluster().isEmpty()) {
            return;
        }
        MinorVersion cluster = facts.versions().cluster().get();
        switch (target.reactionToClusterVersion(cluster)) {
            case STARTS -> {
            }
            case IGNORES -> {
                // The storage version, if there is one, already reports this.
                if (facts.versions().storage().isEmpty()) {
                    problems.warn(ProblemCode.CLUSTER_VERSION_NEWER, Field.TARGET_VERSION,
                            "The snapshot comes from a cluster of version " + cluster + ", newer than etcd " + target,
                            "etcd " + target + " was seen to start from it, but etcd does not support this downgrade."
                                    + " Restore for " + cluster + " unless you need the older version.");
                }
            }
            case REFUSES -> problems.refuse(ProblemCode.CLUSTER_VERSION_REFUSED, Field.TARGET_VERSION,
                    "etcd " + target + " does not start from cluster version " + cluster,
                    "It panics with: invalid downgrade; server version is lower than determined cluster version. "
                            + wayOut(target, release -> release.reactionToClusterVersion(cluster)));
        }
    }

    private static void checkRecords(EtcdRelease target, SnapshotFacts facts, ProblemList problems) {
        List<StartRefusal> against = facts.refusals()
                .stream()
                .filter(refusal -> refusal.versions().contains(target.minorVersion()))
                .toList();
        String others = EtcdRelease.released()
                .stream()
                .filter(other -> facts.refusals()
                        .stream()
                        .noneMatch(refusal -> refusal.versions().contains(other.minorVersion())))
                .map(EtcdRelease::toString)
                .collect(Collectors.joining(", "));
        against.forEach(refusal -> problems.refuse(ProblemCode.RECORD_REFUSED, Field.TARGET_VERSION,
                "etcd " + target + " does not start from this snapshot: " + refusal.record(),
                others.isEmpty()
                        ? "No version starts from it. Use another copy or an older snapshot."
                        : "Use another copy or an older snapshot, or restore for " + others + "."));
    }

    /**
     * @param reaction how a release reacts to the version that the target refuses
     */
    private static String wayOut(EtcdRelease target, Function<EtcdRelease, Reaction> reaction) {
        List<EtcdRelease> others = EtcdRelease.released()
                .stream()
                .filter(release -> reaction.apply(release) == Reaction.STARTS)
                .toList();
        return (others.isEmpty() ? "First " : "Restore for etcd " + EtcdRelease.choice(others) + ", or first ")
                + "set both meta/storageVersion and cluster/clusterVersion in a copy of the snapshot to "
                + target + ".0 or less.";
    }

    private static void checkSockets(EtcdRelease target, CheckedMember member, ProblemList problems) {
        for (EtcdUrl url : member.peers()) {
            boolean hostAndPort = !url.port().isEmpty() && url.path().isEmpty();
            if (target.requiresPortOfUnixSockets() && url.isUnixSocket() && !hostAndPort) {
                problems.refuse(ProblemCode.URL_UNIX_OLD, Field.PEER_URLS, member.index(),
                        url.path().isEmpty()
                                ? "URL address does not have the form \"host:port\": " + url
                                : "URL must not contain a path: " + url,
                        "etcd " + target + " requires a host and a port for Unix sockets too. Write it as"
                                + " unix://HOST:PORT.");
            }
        }
    }
}
