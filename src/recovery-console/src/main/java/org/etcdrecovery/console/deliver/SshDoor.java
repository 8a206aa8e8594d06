package org.etcdrecovery.console.deliver;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.etcdrecovery.console.shell.StepTools;
import org.etcdrecovery.console.text.Texts;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.ConnectionSettings;
import org.etcdrecovery.core.cluster.probe.Prober;
import org.etcdrecovery.core.cluster.save.SaveRequest;
import org.etcdrecovery.core.cluster.save.SaveWithManifest;
import org.etcdrecovery.core.deliver.ActivationRequest;
import org.etcdrecovery.core.deliver.AnsibleExport;
import org.etcdrecovery.core.deliver.Delivery;
import org.etcdrecovery.core.deliver.DeliveryException;
import org.etcdrecovery.core.deliver.DeliveryListener;
import org.etcdrecovery.core.deliver.HostOutcome;
import org.etcdrecovery.core.deliver.HostReport;
import org.etcdrecovery.core.deliver.HostStatus;
import org.etcdrecovery.core.deliver.SshSettings;
import org.etcdrecovery.core.deliver.Tunnels;
import org.etcdrecovery.core.deliver.Writes;
import org.etcdrecovery.core.deliver.Written;
import org.etcdrecovery.core.progress.Progress;

/** Works on the hosts by the ssh of this system. */
final class SshDoor implements DeliveryDoor {
    private final StepTools tools;
    private final Optional<Path> config;

    SshDoor(StepTools tools, Optional<Path> config) {
        this.tools = tools;
        this.config = config;
    }

    @FunctionalInterface
    private interface Task<T> {
        T run(Delivery delivery) throws IOException;
    }

    private <T> T with(Order order, Task<T> task) throws IOException {
        SshSettings ssh = new SshSettings(config, Askpass.find(tools.site().environment()), order.acceptedKeys());
        try (Delivery delivery = Delivery.of(order.plan(), order.targets(), ssh, tools.site().scratch())) {
            return task.run(delivery);
        }
    }

    @Override
    public Seen look(Order order, boolean quarantine, DeliveryListener listener, Progress progress)
            throws IOException {
        return with(order, delivery -> {
            List<HostReport> reports = delivery.check(quarantine, listener, progress);
            return new Seen(reports, delivery.status(progress));
        });
    }

    @Override
    public List<HostStatus> status(Order order, Progress progress) throws IOException {
        return with(order, delivery -> delivery.status(progress));
    }

    @Override
    public List<HostOutcome> stage(Order order, DeliveryListener listener, Progress progress) throws IOException {
        return with(order, delivery -> delivery.stage(tools.opener(), listener, progress));
    }

    @Override
    public List<HostOutcome> activate(Order order, ActivationRequest request, DeliveryListener listener,
            Progress progress) throws IOException {
        return with(order, delivery -> delivery.activate(request, listener, progress));
    }

    @Override
    public List<HostOutcome> open(Order order, ConnectionSettings settings, DeliveryListener listener,
            Progress progress) throws IOException {
        return with(order, delivery -> delivery.open(settings, listener, progress));
    }

    @Override
    public Reached<Told> written(Order order, ConnectionSettings settings, Progress progress) throws IOException {
        try {
            return reach(order, settings, progress, how -> ask(order, how, progress));
        } catch (DeliveryException e) {
            // A host that forwards no connections must not be in the way of an undo.
            return new Reached<>(status(order, progress), new Told(Optional.empty(), Optional.empty()));
        }
    }

    /** Where no member says it, one may be there all the same and want a certificate or a login. */
    private static Told ask(Order order, ConnectionSettings how, Progress progress) throws IOException {
        Optional<Written> written = Written.ask(order.plan(), how, progress);
        return new Told(written, written.isPresent()
                ? Optional.empty()
                : Prober.probe(how, _ -> {}, progress)
                        .rows()
                        .stream()
                        .flatMap(row -> row.failure().stream())
                        .filter(failure -> failure.cause().isOfConnection())
                        .findFirst());
    }

    @Override
    public Saved save(Order order, ConnectionSettings settings, Path file, Progress progress) throws IOException {
        return reach(order, settings, progress, how -> {
            Told told = ask(order, how, progress);
            if (told.refusal().isPresent()) {
                throw new CallFailedException(told.refusal().get());
            }
            Written written = told.written()
                    .orElseThrow(() -> new IOException("no member answers, so no snapshot can be saved"));
            Path saved = SaveWithManifest.save(
                    new SaveRequest(written.endpoint(), how, file, false, SaveRequest.DEFAULT_STALL),
                    Clock.systemUTC(), progress).file();
            return new Saved(saved, written.saved(Written.ask(order.plan(), how, progress)));
        }).result();
    }

    @Override
    public List<HostOutcome> undo(Order order, Writes writes, boolean startOld, DeliveryListener listener,
            Progress progress) throws IOException {
        return with(order, delivery -> delivery.undo(writes, startOld, listener, progress));
    }

    @Override
    public List<HostOutcome> clean(Order order, boolean replaced, boolean discard, Progress progress)
            throws IOException {
        return with(order, delivery -> delivery.clean(replaced, discard, progress));
    }

    @Override
    public List<HostOutcome> discard(Order order, Map<String, String> plans, Progress progress) throws IOException {
        return with(order, delivery -> delivery.discard(plans, progress));
    }

    @Override
    public List<Path> export(Order order, ActivationRequest request, Path out, Progress progress) throws IOException {
        return with(order, delivery -> AnsibleExport.write(order.plan(), delivery, request, out, progress));
    }

    /**
     * Requires that ssh knows the key of each host: a member behind another would be waited for in vain.
     *
     * @throws UnknownHostException naming the members of the others
     */
    static void requireKnown(List<HostStatus> statuses) throws UnknownHostException {
        List<String> unknown = statuses.stream()
                .filter(status -> status.failure()
                        .filter(failure -> failure.code().equals("ssh.host-key-unknown"))
                        .isPresent())
                .map(status -> status.target().member().name())
                .toList();
        if (!unknown.isEmpty()) {
            throw new UnknownHostException(Texts.of("deliver")
                    .get("key.unknown", String.join(", ", unknown), unknown.size()));
        }
    }

    @Override
    public <T> Reached<T> reach(Order order, ConnectionSettings settings, Progress progress, Use<T> work)
            throws IOException {
        return with(order, delivery -> {
            List<HostStatus> statuses = delivery.status(progress);
            requireKnown(statuses);
            if (statuses.stream().noneMatch(status -> status.quarantine().isPresent())) {
                return new Reached<>(statuses, work.run(settings));
            }
            try (Tunnels tunnels = delivery.tunnels(progress)) {
                return new Reached<>(statuses, work.run(settings.withRoutes(tunnels.routes().or(settings.routes()))));
            }
        });
    }
}
