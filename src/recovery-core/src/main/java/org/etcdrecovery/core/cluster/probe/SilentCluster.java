package org.etcdrecovery.core.cluster.probe;

import java.util.List;
import java.util.concurrent.Callable;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.PeerAnswer.State;
import org.etcdrecovery.core.cluster.connect.SettingsException;

/**
 * When no member serves clients, as after a restart without a majority, nobody says where the peers are reached. By
 * default that is one port further, or else the operator has named that very URL as the endpoint; and a member that waits
 * for its peers tells who they are.
 */
final class SilentCluster {
    private final Contacts contacts;

    private SilentCluster(Contacts contacts) {
        this.contacts = contacts;
    }

    /** One question for each endpoint that accepts connections and does not answer; none when any member told a list. */
    static List<Callable<MemberProbe>> questions(List<MemberProbe> rows, Contacts contacts) {
        if (rows.stream().anyMatch(row -> row.list() != null)) {
            return List.of();
        }
        SilentCluster cluster = new SilentCluster(contacts);
        return rows.stream()
                .filter(row -> !row.endpoint().isSocket() && (row.mayWaitForPeers() || isNoClientPort(row)))
                .<Callable<MemberProbe>>map(row -> () -> row.with(cluster.ask(row)))
                .toList();
    }

    /** From 3.6 on, where peers are reached nothing else is served. */
    private static boolean isNoClientPort(MemberProbe row) {
        return row.failure() != null && row.failure().cause() == Cause.NOT_ETCD;
    }

    /** The answer that says most. That an etcd is there is said to clients, too; who its members are only to peers. */
    private PeerAnswer ask(MemberProbe row) throws SettingsException {
        Endpoint named = row.endpoint();
        if (isNoClientPort(row) || named.port() == Endpoint.HIGHEST_PORT) {
            return contacts.askPeer(named);
        }
        PeerAnswer next = contacts.askPeer(neighbour(named, named.tls()));
        PeerAnswer other = switch (next.state()) {
            case SERVING -> next;
            case LISTENING -> contacts.askPeer(neighbour(named, !named.tls()));
            case HANGING, SILENT -> contacts.askPeer(named);
        };
        return other.list() != null ? other : next;
    }

    private static Endpoint neighbour(Endpoint client, boolean tls) {
        return new Endpoint(client.host(), client.port() + 1, tls);
    }
}
