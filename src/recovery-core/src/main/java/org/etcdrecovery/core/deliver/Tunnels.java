package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Routes;

/** Ports of this host that lead to members through their hosts, until this is closed or this process ends. */
public final class Tunnels implements Closeable {
    private final List<RunningSsh> held = new ArrayList<>();
    private final Map<Endpoint, Integer> routes = new HashMap<>();

    private Tunnels() {}

    /**
     * Opens a way to each member: to the port of its quarantine, or else to its client URLs as its host reaches them.
     *
     * @throws DeliveryException if a host forwards no connections
     */
    static Tunnels open(List<HostStatus> statuses, DeliveryHosts hosts) throws IOException {
        Tunnels tunnels = new Tunnels();
        try {
            for (HostStatus status : statuses) {
                if (status.failure().isEmpty()) {
                    tunnels.add(status, hosts.of(status.target()));
                }
            }
            return tunnels;
        } catch (IOException | RuntimeException e) {
            tunnels.close();
            throw e;
        }
    }

    private void add(HostStatus status, SshHost host) throws IOException {
        held.add(host.hold());
        for (Endpoint endpoint : Endpoint.readable(status.target().member().clientUrls())) {
            if (endpoint.isSocket()) {
                continue;
            }
            int local = SshRoutes.freePort();
            if (status.quarantine().isPresent()) {
                host.forward(local, "127.0.0.1", status.quarantine().getAsInt());
            } else {
                host.forward(local, endpoint.host(), endpoint.port());
            }
            routes.put(endpoint, local);
        }
    }

    /** The ways to the members. */
    public Routes routes() {
        return Routes.of(routes);
    }

    @Override
    public void close() {
        held.forEach(RunningSsh::close);
    }
}
