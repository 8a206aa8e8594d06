package org.etcdrecovery.console.step.start;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.quorum.MemberState;

/** The ports on which the members of the old and of the new cluster listen, as far as their URLs tell. */
final class ClusterPorts {
    private ClusterPorts() {}

    /** Those of the old cluster, if its members were asked. */
    static Set<Integer> old(Recovery recovery) {
        return ports(recovery.oldCluster()
                .assessment()
                .get()
                .stream()
                .flatMap(assessment -> assessment.members().stream())
                .map(MemberState::member)
                .flatMap(member -> Stream.concat(member.peerUrls().stream(), member.clientUrls().stream())));
    }

    /** Those of the new cluster. */
    static Set<Integer> planned(Recovery recovery) {
        return ports(recovery.execution()
                .outgoing()
                .get()
                .stream()
                .flatMap(plan -> plan.members().stream())
                .flatMap(member -> Stream.concat(member.peerUrls().stream(), member.clientUrls().stream())));
    }

    private static Set<Integer> ports(Stream<String> urls) {
        return Endpoint.readable(urls.toList()).stream().map(Endpoint::port).collect(Collectors.toSet());
    }
}
