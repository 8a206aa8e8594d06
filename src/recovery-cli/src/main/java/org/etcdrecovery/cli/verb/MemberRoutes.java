package org.etcdrecovery.cli.verb;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.etcdrecovery.cli.options.DeliverOptions;
import org.etcdrecovery.cli.terminal.CommandFailure;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.Tunnels;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;

/** Ways to the members of a plan through their hosts, if hosts are given. */
final class MemberRoutes implements Closeable {
    private final Optional<Delivery> delivery;
    private final Optional<Tunnels> tunnels;

    private MemberRoutes(Optional<Delivery> delivery, Optional<Tunnels> tunnels) {
        this.delivery = delivery;
        this.tunnels = tunnels;
    }

    static MemberRoutes open(DeliverOptions hosts, RestorePlan plan, Scratch scratch, Progress progress)
            throws CommandFailure, IOException {
        if (!hosts.isAnyGiven()) {
            return new MemberRoutes(Optional.empty(), Optional.empty());
        }
        Delivery delivery = Delivery.of(plan, hosts.targets(plan), hosts.ssh(), scratch);
        try {
            return new MemberRoutes(Optional.of(delivery), Optional.of(delivery.tunnels(progress)));
        } catch (IOException | RuntimeException e) {
            delivery.close();
            throw e;
        }
    }

    /** The ways to the members. */
    Routes routes() {
        return tunnels.map(Tunnels::routes).orElse(Routes.DIRECT);
    }

    @Override
    public void close() throws IOException {
        if (tunnels.isPresent()) {
            tunnels.get().close();
        }
        if (delivery.isPresent()) {
            delivery.get().close();
        }
    }
}
