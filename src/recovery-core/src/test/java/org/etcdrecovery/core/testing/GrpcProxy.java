package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** A real grpc-proxy in front of a cluster. It is stopped when it is closed, and when the JVM ends. */
public final class GrpcProxy implements AutoCloseable {
    private static final long START_SECONDS = 60;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final URI address;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    private GrpcProxy(URI address, Path log, Process process) {
        this.address = address;
        this.log = log;
        this.process = process;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts a proxy for all members of a cluster, and waits until it accepts connections. */
    public static GrpcProxy start(RealCluster cluster, Path directory) throws IOException {
        URI address = Member.onFreePorts(directory, 1).getFirst().clientUrl();
        Path log = directory.resolve("proxy.log");
        String endpoints = cluster.members()
                .stream()
                .map(process -> process.member().clientUrl().toString())
                .collect(Collectors.joining(","));
        Process process = Tool
                .clean(new ProcessBuilder(Judges.etcd(cluster.version()).toString(), "grpc-proxy", "start",
                        "--endpoints=" + endpoints, "--listen-addr=" + address.getAuthority(),
                        "--advertise-client-url=" + address.getAuthority()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        GrpcProxy proxy = new GrpcProxy(address, log, process);
        proxy.await();
        return proxy;
    }

    private void await() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("the grpc-proxy does not come up\n" + Files.readString(log));
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Where it listens, as {@code host:port}. */
    public String address() {
        return address.getAuthority();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
