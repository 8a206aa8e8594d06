package org.etcdrecovery.core.deliver;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Endpoint;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.Routes;
import org.etcdrecovery.core.files.Scratch;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/**
 * Ways to members through hosts that forward connections, such as a bastion. A host is connected to when the first
 * endpoint behind it is asked for, and only forwards: it need give no shell. The ways last until this is closed or this
 * process ends.
 */
public final class SshRoutes implements Routes, Closeable {
    /** After this time, a host to which no connection came about is tried again. */
    private static final long AGAIN_NANOS = Duration.ofSeconds(15).toNanos();
    private static final Duration PULSE = Duration.ofMillis(25);

    private final Through through;
    private final SshSettings ssh;
    private final Scratch scratch;
    private final Map<SshAddress, Way> ways = new LinkedHashMap<>();
    private final AtomicInteger number = new AtomicInteger();
    private @Nullable ScratchDirectory directory;

    /**
     * Nothing is connected to yet.
     *
     * @param ssh     how to use ssh; the keys of unknown hosts are accepted by the name of the host
     * @param scratch where the sockets and logs of ssh are
     */
    public SshRoutes(Through through, SshSettings ssh, Scratch scratch) {
        this.through = through;
        this.ssh = ssh;
        this.scratch = scratch;
        Stream.concat(through.usual().stream(), through.byHost().values().stream())
                .forEach(address -> ways.computeIfAbsent(address, Way::new));
    }

    /**
     * Connects to all hosts.
     *
     * @throws DeliveryException     if no host can be connected to
     * @throws CancellationException if the progress is cancelled
     */
    @Override
    public void open(Progress progress) throws IOException {
        List<FutureTask<Optional<IOException>>> tasks = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (Way way : ways.values()) {
            FutureTask<Optional<IOException>> task = new FutureTask<>(way::connected);
            tasks.add(task);
            threads.add(Thread.ofVirtual().name("ssh").start(task));
            if (ssh.askpass().isPresent()) {
                // Questions of several connections at once would not tell which they belong to.
                await(List.of(threads.getLast()), progress);
            }
        }
        await(threads, progress);
        List<IOException> failures = tasks.stream().map(FutureTask::resultNow).flatMap(Optional::stream).toList();
        if (!failures.isEmpty() && failures.size() == tasks.size()) {
            throw failures.getFirst();
        }
    }

    private static void await(List<Thread> threads, Progress progress) {
        try (Work work = progress.begin(Stage.PROBE, "ssh", -1)) {
            for (Thread thread : threads) {
                while (!thread.join(PULSE)) {
                    work.advance(0);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    @Override
    public OptionalInt port(Endpoint endpoint) throws CallFailedException {
        Optional<Way> way = way(endpoint);
        try {
            return way.isEmpty() ? OptionalInt.empty() : OptionalInt.of(way.get().port(endpoint));
        } catch (IOException e) {
            throw new CallFailedException(new Failure(Cause.UNREACHABLE, "No way leads to " + endpoint.authority()
                    + ": " + e.getMessage() + ".", "", ""), e);
        }
    }

    @Override
    public Optional<Failure> obstacle(Endpoint endpoint, Duration patience) {
        return way(endpoint).flatMap(way -> way.obstacle(endpoint, patience));
    }

    @Override
    public Map<String, String> unknownKeys() {
        Map<String, String> unknown = new TreeMap<>();
        ways.values().forEach(way -> way.unknownKey.ifPresent(key -> unknown.put(way.address.host(), key)));
        return Map.copyOf(unknown);
    }

    @Override
    public List<String> options() {
        return through.options();
    }

    @Override
    public Optional<Path> sshConfig() {
        return ssh.config();
    }

    private Optional<Way> way(Endpoint endpoint) {
        return through.of(endpoint).map(ways::get);
    }

    private synchronized ScratchDirectory directory() throws IOException {
        ScratchDirectory there = directory;
        if (there == null) {
            there = scratch.create();
            directory = there;
        }
        return there;
    }

    @Override
    public void close() throws IOException {
        for (Way way : ways.values()) {
            way.close();
        }
        synchronized (this) {
            if (directory != null) {
                directory.close();
                directory = null;
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** One host, and the endpoints behind it. */
    private final class Way {
        private final SshAddress address;
        private final Map<Endpoint, Integer> ports = new HashMap<>();
        private @Nullable SshHost host;
        private @Nullable RunningSsh held;
        private @Nullable IOException failure;
        private long failed;
        /** Read without a lock, by those who must not wait for a connection. */
        private volatile Optional<String> unknownKey = Optional.empty();

        Way(SshAddress address) {
            this.address = address;
        }

        /** Connects if that was not done, and returns why it is not connected; empty if it is. */
        synchronized Optional<IOException> connected() {
            if (held != null && held.isRunning()) {
                return Optional.empty();
            }
            if (failure == null || System.nanoTime() - failed > AGAIN_NANOS) {
                connect();
            }
            return Optional.ofNullable(failure);
        }

        private void connect() {
            ports.clear();
            failure = null;
            held = null;
            unknownKey = Optional.empty();
            try {
                host = new SshHost(address, ssh, directory().path(), number.getAndIncrement());
                held = host.stay();
            } catch (IOException e) {
                failure = e;
                unknownKey = e instanceof DeliveryException why ? why.unknownHostKey() : Optional.empty();
                // What was stopped says nothing about the host, and is tried again at once.
                failed = System.nanoTime() - (Thread.currentThread().isInterrupted() ? AGAIN_NANOS + 1 : 0);
            }
        }

        synchronized int port(Endpoint endpoint) throws IOException {
            Optional<IOException> unconnected = connected();
            if (unconnected.isPresent()) {
                throw unconnected.get();
            }
            Integer known = ports.get(endpoint);
            if (known == null) {
                known = freePort();
                Objects.requireNonNull(host).forward(known, endpoint.host(), endpoint.port());
                ports.put(endpoint, known);
            }
            return known;
        }

        Optional<Failure> obstacle(Endpoint endpoint, Duration patience) {
            SshHost now;
            synchronized (this) {
                now = host;
                if (now == null || held == null || !held.isRunning()) {
                    return Optional.of(new Failure(Cause.UNREACHABLE,
                            "The ssh connection to " + address.shown() + " has ended.",
                            "Try again; if it persists, look whether that host is up.", ""));
                }
            }
            try {
                return now.refusal(endpoint.host(), endpoint.port(), patience)
                        .map(words -> failure(endpoint, words));
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        private Failure failure(Endpoint endpoint, String words) {
            String from = "From " + address.shown() + ", ";
            if (words.contains("prohibited")) {
                return new Failure(Cause.UNREACHABLE,
                        address.shown() + " forwards no connections to " + endpoint.authority() + ".",
                        "Allow it in the sshd_config of " + address.shown()
                                + ", by AllowTcpForwarding and PermitOpen, or go through another host.",
                        words);
            }
            if (words.contains("refused")) {
                return new Failure(Cause.REFUSED, from + "nothing listens on " + endpoint.authority() + ".",
                        "The host is up, but etcd is not running there or uses another port.", words);
            }
            if (words.contains("not known") || words.contains("resolution") || words.contains("resolve")) {
                return new Failure(Cause.NAME_NOT_RESOLVED, from + "the name " + endpoint.host()
                        + " cannot be resolved.", "Check its spelling, or use the IP address.", words);
            }
            if (words.contains("timed out")) {
                return new Failure(Cause.NO_CONNECTION, from + "no connection to " + endpoint.authority()
                        + " was established in time.", "The host is down, or a firewall drops the packets.", words);
            }
            return new Failure(Cause.UNREACHABLE, from + "no connection to " + endpoint.authority() + " is possible: "
                    + words + ".", "The host is down, or in a network that cannot be reached from there.", words);
        }

        synchronized void close() throws IOException {
            if (host != null) {
                host.close();
            }
            if (held != null) {
                held.close();
            }
        }
    }
}
