package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An S3-compatible server on loopback. Closing it stops it. */
public final class ObjectStorage implements AutoCloseable {
    /** The access key that it accepts. */
    public static final String ACCESS_KEY = "operator";
    /** The secret of that key. */
    public static final String SECRET_KEY = "not-for-production";

    private static final long START_SECONDS = 60;

    private final Process process;
    private final Thread atExit;
    private final URI endpoint;

    private ObjectStorage(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** One that accepts any credentials. */
    public static ObjectStorage moto(Path log) throws IOException {
        int port = Member.freePort();
        return start(List.of(Judges.moto().toString(), "-H", "127.0.0.1", "-p", String.valueOf(port)), Map.of(),
                URI.create("http://127.0.0.1:" + port), log);
    }

    /**
     * One that checks signatures, and serves a directory.
     *
     * @param tls a certificate and its key, as PEM files; empty without TLS
     */
    public static ObjectStorage versitygw(Path directory, Path log, List<Path> tls) throws IOException {
        int port = Member.freePort();
        List<String> command = new ArrayList<>(List.of(Judges.versitygw().toString(), "--port", "127.0.0.1:" + port,
                "--quiet"));
        if (!tls.isEmpty()) {
            command.addAll(List.of("--cert", tls.get(0).toString(), "--key", tls.get(1).toString()));
        }
        command.addAll(List.of("posix", directory.toString()));
        return start(command, Map.of("ROOT_ACCESS_KEY", ACCESS_KEY, "ROOT_SECRET_KEY", SECRET_KEY),
                URI.create((tls.isEmpty() ? "http" : "https") + "://127.0.0.1:" + port), log);
    }

    private static ObjectStorage start(List<String> command, Map<String, String> environment, URI endpoint, Path log)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        ObjectStorage started = new ObjectStorage(builder.start(), endpoint);
        try {
            started.awaitConnection(log);
            return started;
        } catch (AssertionError e) {
            started.close();
            throw e;
        }
    }

    private void awaitConnection(Path log) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!accepts()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError("the store does not start, see " + log);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
        }
    }

    private boolean accepts() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Its URL. */
    public URI endpoint() {
        return endpoint;
    }

    /** The environment of a process that uses it. */
    public Map<String, String> environment() {
        return Map.of("AWS_ACCESS_KEY_ID", ACCESS_KEY, "AWS_SECRET_ACCESS_KEY", SECRET_KEY);
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.destroyForcibly().onExit().join();
    }
}
