package org.etcdrecovery.core.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.keyspace.Alarm;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MinorVersion;
import org.etcdrecovery.core.keyspace.Revision;
import org.etcdrecovery.core.snapshot.FileHashes;
import org.etcdrecovery.core.snapshot.SnapshotFacts;
import org.etcdrecovery.core.snapshot.SnapshotFactsBuilder;
import org.etcdrecovery.core.snapshot.SnapshotStatusBuilder;
import org.etcdrecovery.core.snapshot.TrailingHash;
import org.etcdrecovery.core.snapshot.TrailingHash.State;

/** A snapshot without findings, and requests for it. Tests change the part they are about. */
public record Samples(TrailingHash.State hash, long lastRevision, long compactRevision, List<Member> members,
        List<Alarm> alarms, boolean kubernetes, Optional<MinorVersion> clusterVersion,
        Optional<MinorVersion> storageVersion) {
    static final String STORED = "ab".repeat(32);
    static final String COMPUTED = "cd".repeat(32);
    static final int HASH_KV = 0x8000_0001;
    static final int COMPACTED_HASH_KV = 0x1234_5678;

    public static final Samples PLAIN = new Samples(State.RIGHT, 1000, -1, List.of(), List.of(), false,
            Optional.of(new MinorVersion(3, 6)), Optional.of(new MinorVersion(3, 6)));

    public static Samples of(int minor) {
        Optional<MinorVersion> version = Optional.of(new MinorVersion(3, minor));
        return new Samples(State.RIGHT, 1000, -1, List.of(), List.of(), false, version,
                minor < 6 ? Optional.empty() : version);
    }

    public Samples hash(State value) {
        return new Samples(value, lastRevision, compactRevision, members, alarms, kubernetes, clusterVersion,
                storageVersion);
    }

    Samples revisions(long last, long compact) {
        return new Samples(hash, last, compact, members, alarms, kubernetes, clusterVersion, storageVersion);
    }

    Samples members(Member... value) {
        return new Samples(hash, lastRevision, compactRevision, List.of(value), alarms, kubernetes, clusterVersion,
                storageVersion);
    }

    Samples alarms(Alarm... value) {
        return new Samples(hash, lastRevision, compactRevision, members, List.of(value), kubernetes, clusterVersion,
                storageVersion);
    }

    Samples ofKubernetes() {
        return new Samples(hash, lastRevision, compactRevision, members, alarms, true, clusterVersion,
                storageVersion);
    }

    Samples versions(Optional<MinorVersion> cluster, Optional<MinorVersion> storage) {
        return new Samples(hash, lastRevision, compactRevision, members, alarms, kubernetes, cluster, storage);
    }

    public SnapshotFacts facts() {
        TrailingHash trailer = new TrailingHash(hash, 20480, COMPUTED, hash == State.ABSENT ? "" : STORED);
        return SnapshotFactsBuilder.builder()
                .file(Path.of("/backup/snapshot.db"))
                .hashes(new FileHashes("ef".repeat(32), trailer))
                .status(SnapshotStatusBuilder.builder()
                        .hash(0xCAFEF00D)
                        .revision(lastRevision)
                        .liveKeys(1)
                        .records(2)
                        .totalSize(20480)
                        .sizeInUse(16384)
                        .storageVersion("")
                        .build())
                .servedKeys(1)
                .revisions(new SnapshotFacts.Revisions(new Revision(lastRevision, 0), compactRevision, false))
                .predictedHash(new SnapshotFacts.PredictedHash(HASH_KV, COMPACTED_HASH_KV))
                .members(members)
                .alarms(alarms)
                .leaseCounts(new SnapshotFacts.LeaseCounts(0, 0))
                .kubernetes(kubernetes)
                .platform(Optional.empty())
                .encryption(Set.of())
                .versions(new SnapshotFacts.Versions(clusterVersion, storageVersion))
                .refusals(List.of())
                .build();
    }

    public static MemberRequest member(String name, String... peerUrls) {
        return MemberRequest.voter(name, List.of(peerUrls), Path.of("/restore/" + name + ".etcd"));
    }

    public static MemberRequest learner(String name, String peerUrl) {
        return new MemberRequest(name, List.of(peerUrl), List.of(), Optional.of(Path.of("/restore/" + name + ".etcd")),
                Optional.empty(), true);
    }

    public static List<MemberRequest> three() {
        return List.of(member("m0", "http://10.0.0.1:2380"), member("m1", "http://10.0.0.2:2380"),
                member("m2", "http://10.0.0.3:2380"));
    }

    public static RestoreRequest.Builder request() {
        return RestoreRequest.builder(three(), "newtok");
    }
}
