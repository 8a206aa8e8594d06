package org.etcdrecovery.core.cluster.probe;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.PeerClient;

/**
 * When no member serves clients, as after a restart without a majority, nobody says where the peers are reached. By
 * default that is one port further, and a member that waits for its peers tells who they are.
 */
final class SilentCluster {
    /** How a member fails that runs and has no majority; with authentication on, it does not even name the members. */
    private static final Set<Cause> AWAITS_MAJORITY = EnumSet.of(Cause.NO_ANSWER, Cause.LOGIN_NEEDS_QUORUM);

    private SilentCluster() {}

    /** One question for each endpoint that accepts connections and does not answer; none when any member told a list. */
    static List<Callable<MemberProbe>> questions(List<MemberProbe> rows, ConnectionSettings settings) {
        if (rows.stream().anyMatch(row -> row.list() != null)) {
            return List.of();
        }
        return rows.stream()
                .filter(row -> row.failure() != null && AWAITS_MAJORITY.contains(row.failure().cause()))
                .filter(row -> row.endpoint().port() < Endpoint.HIGHEST_PORT)
                .<Callable<MemberProbe>>map(
                        row -> () -> row.with(PeerClient.ask(neighbour(row.endpoint()), settings)))
                .toList();
    }

    private static Endpoint neighbour(Endpoint client) {
        return new Endpoint(client.host(), client.port() + 1, client.tls());
    }
}
