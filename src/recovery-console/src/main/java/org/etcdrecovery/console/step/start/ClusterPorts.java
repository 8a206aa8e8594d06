package org.etcdrecovery.console.step.start;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.console.recovery.Recovery;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.quorum.MemberState;

/** The ports in the peer and client URLs of the members of the old and of the new cluster. */
final class ClusterPorts {
    private ClusterPorts() {}

    /** The ports of the old cluster; none until its members were asked. */
    static Set<Integer> old(Recovery recovery) {
        return ports(recovery.oldCluster()
                .assessment()
                .get()
                .stream()
                .flatMap(assessment -> assessment.members().stream())
                .map(MemberState::member)
                .flatMap(member -> Stream.concat(member.peerUrls().stream(), member.clientUrls().stream())));
    }

    /** The ports of the new cluster; none while there is no plan for it. */
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
