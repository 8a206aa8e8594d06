package org.etcdrecovery.console.step.cluster;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.core.cluster.connect.MemberList;
import org.etcdrecovery.core.cluster.connect.MemberStatus;
import org.etcdrecovery.core.cluster.probe.MemberProbe;
import org.etcdrecovery.core.keyspace.ClusterId;
import org.etcdrecovery.core.keyspace.Member;
import org.etcdrecovery.core.keyspace.MemberId;
import org.etcdrecovery.core.rescue.LogFacts;
import org.etcdrecovery.core.snapshot.SnapshotFacts;

/** What is known of the lost cluster. The snapshot names its members; its ID is with a live member, in a log, or in a manifest. */
final class LostCluster {
    private final Recovery recovery;

    LostCluster(Recovery recovery) {
        this.recovery = recovery;
    }

    /** The members that the snapshot names, sorted by name; the snapshot orders them by ID, which is random. */
    List<Member> members() {
        return recovery.facts()
                .map(SnapshotFacts::members)
                .orElse(List.of())
                .stream()
                .sorted(Comparator.comparing(Member::name))
                .toList();
    }

    /** The ID of the member with this name. */
    Optional<MemberId> memberId(String name) {
        return Stream.concat(members().stream(), lists().flatMap(list -> list.members().stream()))
                .filter(member -> !name.isEmpty() && member.name().equals(name))
                .map(Member::id)
                .findFirst();
    }

    /** The cluster ID; an ID of 0, from a member that is not in a cluster, is ignored. */
    Optional<ClusterId> clusterId() {
        Stream<ClusterId> saved = recovery.saved().get().stream().map(snapshot -> snapshot.member().clusterId());
        Stream<ClusterId> live = probes().flatMap(probe -> probe.status().stream())
                .map(MemberStatus::clusterId);
        Stream<ClusterId> logged = recovery.rescued()
                .get()
                .flatMap(taken -> taken.directory().log())
                .map(LogFacts::clusterId)
                .stream();
        Stream<ClusterId> recorded = recovery.recordedCluster().stream();
        return Stream.of(saved, logged, recorded, live, lists().map(MemberList::clusterId))
                .flatMap(ids -> ids)
                .filter(id -> id.value() != 0)
                .findFirst();
    }

    private Stream<MemberProbe> probes() {
        return recovery.oldCluster().report().get().stream().flatMap(report -> report.rows().stream());
    }

    private Stream<MemberList> lists() {
        return probes().flatMap(probe -> probe.knownMembers().stream());
    }
}
