package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.etcdrecovery.core.files.SmallFile;
import org.etcdrecovery.core.plan.Owner;
import org.etcdrecovery.core.plan.RestorePlan;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.url.EtcdUrl;

/** The hosts of a delivery: works on all of them at once, and makes the calls of the script. */
final class DeliveryHosts implements Closeable {
    private final RestorePlan plan;
    private final String planSha256;
    private final List<DeliveryTarget> targets;
    private final Map<DeliveryTarget, SshHost> hosts = new HashMap<>();
    private final boolean asks;
    private final String by = operator();

    /**
     * @param directory where the sockets and logs of ssh are
     */
    DeliveryHosts(RestorePlan plan, List<DeliveryTarget> targets, SshSettings ssh, Path directory) {
        this.plan = plan;
        this.planSha256 = Delivery.sha256(plan);
        this.targets = List.copyOf(targets);
        this.asks = ssh.askpass().isPresent();
        for (DeliveryTarget target : targets) {
            hosts.put(target, new SshHost(target.member().name(), target.destination().ssh(), ssh, directory,
                    hosts.size()));
        }
    }

    /** Who works on the hosts, for others who look there. */
    private static String operator() {
        String host;
        try {
            host = SmallFile.text(Path.of("/proc/sys/kernel/hostname"), 1 << 10, "the name of this host").strip();
        } catch (IOException e) {
            host = "";
        }
        return (System.getProperty("user.name", "") + "@" + host).replaceAll("[^A-Za-z0-9_.@-]", "_");
    }

    List<DeliveryTarget> targets() {
        return targets;
    }

    RestorePlan plan() {
        return plan;
    }

    String planSha256() {
        return planSha256;
    }

    SshHost of(DeliveryTarget target) {
        return Objects.requireNonNull(hosts.get(target));
    }

    /** A call of the script with what every call needs. */
    HostScript script(String function, DeliveryTarget target) {
        return new HostScript(function).with("by", by)
                .with("plan", planSha256)
                .with("dir", target.destination().directory())
                .with("wal", target.member().walDir().map(Object::toString).orElse(""))
                .with("owner", plan.owner().map(Owner::toString).orElse(""))
                .with("ports", Stream.of(target.member().peerUrls(), target.member().clientUrls())
                        .flatMap(urls -> EtcdUrl.parsePlanned(urls).stream())
                        .map(EtcdUrl::port)
                        .filter(port -> port.matches("\\d{1,5}"))
                        .distinct()
                        .collect(Collectors.joining(" ")))
                .with("service_kind", target.service().kind())
                .with("service", target.service().name());
    }

    /** What is done with a host. */
    @FunctionalInterface
    interface Task<R> {
        /**
         * Does it.
         *
         * @param running to be asked now and then while the task may be stopped
         */
        R run(DeliveryTarget target, Runnable running) throws IOException;
    }

    /**
     * Runs a task for each of some hosts; a failure becomes the outcome of its host.
     *
     * @throws CancellationException if the progress is cancelled before a task begins
     */
    List<HostOutcome> outcomes(List<DeliveryTarget> some, Progress progress, Task<HostOutcome> task)
            throws IOException {
        return each(some, progress, (target, running) -> {
            try {
                return task.run(target, running);
            } catch (CancellationException e) {
                return HostOutcome.failed(target,
                        new HostOutcome.Failure("program.cancelled", "stopped; what is there is kept"));
            }
        }, HostOutcome::failed);
    }

    /**
     * Runs a task for each of some hosts at once, and returns the results in their order when all have ended.
     *
     * @param failed the result for a host on which the task failed
     */
    <R> List<R> each(List<DeliveryTarget> some, Progress progress, Task<R> task,
            BiFunction<DeliveryTarget, HostOutcome.Failure, R> failed) throws IOException {
        Map<DeliveryTarget, HostOutcome.Failure> refused = connectOneByOne(some);
        return atOnce(some, progress, (target, running) -> refused.containsKey(target)
                ? failed.apply(target, refused.get(target))
                : task.run(target, running), failed);
    }

    private static <R> List<R> atOnce(List<DeliveryTarget> some, Progress progress, Task<R> task,
            BiFunction<DeliveryTarget, HostOutcome.Failure, R> failed) throws IOException {
        List<Future<R>> futures = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (DeliveryTarget target : some) {
                futures.add(executor.submit(() -> {
                    try (Work work = progress.begin(Stage.DELIVER, target.member().name(), -1)) {
                        work.advance(0);
                        return task.run(target, () -> work.advance(0));
                    } catch (DeliveryException e) {
                        return failed.apply(target, HostOutcome.Failure.of(e));
                    }
                }));
            }
        }
        List<R> results = new ArrayList<>();
        for (Future<R> future : futures) {
            results.add(result(future));
        }
        return results;
    }

    private static <R> R result(Future<R> future) throws IOException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    /**
     * Logs in where that may ask the operator something: questions of several connections at once would not tell which they
     * belong to. A host that refuses is not asked again.
     *
     * @return why hosts refuse
     */
    private Map<DeliveryTarget, HostOutcome.Failure> connectOneByOne(List<DeliveryTarget> some) throws IOException {
        Map<DeliveryTarget, HostOutcome.Failure> refused = new HashMap<>();
        if (asks) {
            for (DeliveryTarget target : some) {
                try {
                    of(target).connect();
                } catch (DeliveryException e) {
                    refused.put(target, HostOutcome.Failure.of(e));
                }
            }
        }
        return refused;
    }

    @Override
    public void close() throws IOException {
        atOnce(targets, Progress.NONE, (target, _) -> {
            of(target).close();
            return true;
        }, (_, _) -> false);
    }
}
