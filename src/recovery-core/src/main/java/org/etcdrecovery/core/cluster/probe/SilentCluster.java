package org.etcdrecovery.core.cluster.probe;

import java.util.List;
import java.util.concurrent.Callable;
import org.etcdrecovery.core.cluster.connect.Contacts;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.PeerAnswer;
import org.etcdrecovery.core.cluster.connect.SettingsException;

/**
 * Guesses peer URLs if no member serves clients, as after a restart without a majority. The peer port is the client
 * port plus one by default, or the operator has named the peer URL itself as the endpoint. A member that waits for its
 * peers names them there.
 */
final class SilentCluster {
    private final Contacts contacts;

    private SilentCluster(Contacts contacts) {
        this.contacts = contacts;
    }

    /** One question for each endpoint that accepts connections but does not answer; none if any member sent a list. */
    static List<Callable<MemberProbe>> questions(List<MemberProbe> rows, Contacts contacts) {
        if (rows.stream().anyMatch(row -> row.list().isPresent())) {
            return List.of();
        }
        SilentCluster cluster = new SilentCluster(contacts);
        return rows.stream()
                .filter(row -> !row.endpoint().isSocket() && (row.mayWaitForPeers() || isNoClientPort(row)))
                .<Callable<MemberProbe>>map(row -> () -> row.with(cluster.ask(row)))
                .toList();
    }

    /** From 3.6 on, the peer port serves peers only. */
    private static boolean isNoClientPort(MemberProbe row) {
        return row.failedWith(Cause.NOT_ETCD);
    }

    /** The most telling answer. Only a peer URL names the members; that etcd is there shows on the client port, too. */
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
        return other.list().isPresent() ? other : next;
    }

    private static Endpoint neighbour(Endpoint client, boolean tls) {
        return new Endpoint(client.host(), client.port() + 1, tls);
    }
}
