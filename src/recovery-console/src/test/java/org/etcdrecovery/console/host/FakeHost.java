package org.etcdrecovery.console.host;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.restore.ClosedDirectory;

/** A host on which runs what the test says. */
public final class FakeHost implements Host {
    private final Set<InetAddress> addresses;
    private final Optional<StartForm> form;
    private final List<EtcdProcess> servers = new ArrayList<>();
    private final List<ClosedDirectory> closed = new ArrayList<>();

    /** @param address its only address */
    public FakeHost(String address, Optional<StartForm> form) {
        this.addresses = Set.of(InetAddress.ofLiteral(address));
        this.form = form;
    }

    /** The servers, which can be changed. */
    public List<EtcdProcess> processes() {
        return servers;
    }

    /** The closed directories that every directory is in, which can be changed. */
    public List<ClosedDirectory> closed() {
        return closed;
    }

    @Override
    public List<ClosedDirectory> above(Path directory) {
        return List.copyOf(closed);
    }

    @Override
    public Optional<String> unknownName(Owner owner) {
        return Optional.of(owner.user()).filter(user -> user.startsWith("nosuch"));
    }

    @Override
    public ThisHost names() {
        return new ThisHost(addresses, Set.of());
    }

    @Override
    public Optional<StartForm> startForm() {
        return form;
    }

    @Override
    public List<EtcdProcess> servers() {
        return List.copyOf(servers);
    }
}
