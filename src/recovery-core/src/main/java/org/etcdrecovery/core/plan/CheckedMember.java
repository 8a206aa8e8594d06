package org.etcdrecovery.core.plan;

import java.util.List;
import org.etcdrecovery.core.url.EtcdUrl;

/**
 * A member of a request with its URLs parsed. URLs that etcd does not take are missing here and reported as problems.
 *
 * @param index   its index in the request
 * @param request what was asked
 * @param peers   its peer URLs, sorted
 * @param clients its client URLs, sorted
 */
record CheckedMember(int index, MemberRequest request, List<EtcdUrl> peers, List<EtcdUrl> clients) {
    CheckedMember {
        peers = peers.stream().sorted().toList();
        clients = clients.stream().sorted().toList();
    }

    /** Whether all of its peer URLs are known, so that its ID can be computed. */
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
