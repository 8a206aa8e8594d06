package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * A requested member with its URLs parsed. URLs that etcd rejects are left out and reported as problems.
 *
 * @param index   its index in the request
 * @param request the member as requested
 * @param peers   its peer URLs, sorted
 * @param clients its client URLs, sorted
 */
record CheckedMember(int index, MemberRequest request, List<EtcdUrl> peers, List<EtcdUrl> clients) {
    CheckedMember {
        peers = peers.stream().sorted().toList();
        clients = clients.stream().sorted().toList();
    }

    /** Whether all its peer URLs parsed, so that its ID can be computed. */
    boolean hasIdentity() {
        return !peers.isEmpty() && peers.size() == request.peerUrls().size();
    }

    List<String> peerTexts() {
        return peers.stream().map(EtcdUrl::text).toList();
    }

    List<String> clientTexts() {
        return clients.stream().map(EtcdUrl::text).toList();
    }
}
