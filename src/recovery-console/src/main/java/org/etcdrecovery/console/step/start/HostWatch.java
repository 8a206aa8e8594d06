package org.etcdrecovery.console.step.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.etcdrecovery.console.host.EtcdProcess;
import org.etcdrecovery.console.host.Host;
import org.etcdrecovery.console.host.ThisHost;
import org.etcdrecovery.console.run.Activity;
import org.etcdrecovery.console.run.TaskRunner;
import org.etcdrecovery.core.handover.StartForm;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.restore.ClosedDirectory;

/** What is known of the host of the console: its names, how it starts etcd, and what is there at the last look. */
final class HostWatch {
    private final Host host;
    private final TaskRunner runner;
    private final Runnable changed;
    private final Activity looking = new Activity();
    private final Activity listing = new Activity();
    private final ReadOnlyObjectWrapper<Optional<StartForm>> usualForm = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Predicate<String> thisHost = ThisHost.UNKNOWN;
    private boolean known;
    private Seen seen = new Seen(List.of(), Map.of(), Map.of());

    private record Seen(List<EtcdProcess> servers, Map<Path, List<ClosedDirectory>> closed,
            Map<Owner, Optional<String>> unknown) {}

    /** @param changed is called when more is known, on the FX thread */
    HostWatch(Host host, TaskRunner runner, Runnable changed) {
        this.host = host;
        this.runner = runner;
        this.changed = changed;
    }

    /** Looks once at what does not change while the console runs. */
    void look() {
        if (!known && !looking.isRunning()) {
            runner.run(looking, _ -> {
                Optional<StartForm> found = host.startForm();
                return Map.entry(found, host.names());
            }, found -> {
                known = true;
                thisHost = found.getValue();
                usualForm.set(found.getKey());
                changed.run();
            }, _ -> {
                // If this fails, only loopback is known to be this host, and some commands copy needlessly.
                known = true;
            });
        }
    }

    /** Looks which servers run now, what may keep a user from these directories, and which of these owners exist. */
    void list(Set<Path> directories, Set<Owner> owners) {
        if (!listing.isRunning()) {
            // If this fails, what was found last is still the best that is known.
            runner.run(listing, _ -> new Seen(host.servers(),
                    directories.stream().collect(Collectors.toMap(Function.identity(), host::above)),
                    owners.stream().collect(Collectors.toMap(Function.identity(), host::unknownName))), now -> {
                        if (!now.equals(seen)) {
                            seen = now;
                            changed.run();
                        }
                    }, _ -> {});
        }
    }

    /** How it is configured to start etcd; empty if it is not, or not known yet. */
    ReadOnlyObjectProperty<Optional<StartForm>> usualForm() {
        return usualForm.getReadOnlyProperty();
    }

    /** Tells whether a name or an address is this host. */
    Predicate<String> isThisHost() {
        return thisHost;
    }

    /** The etcd servers that run. */
    List<EtcdProcess> servers() {
        return seen.servers();
    }

    /** For a directory, those that it is in and that not every user may pass through. */
    Map<Path, List<ClosedDirectory>> closed() {
        return seen.closed();
    }

    /** The user or the group of an owner that this host does not have; empty if it has both, or was not asked yet. */
    Optional<String> unknownName(Owner owner) {
        return seen.unknown().getOrDefault(owner, Optional.empty());
    }
}
