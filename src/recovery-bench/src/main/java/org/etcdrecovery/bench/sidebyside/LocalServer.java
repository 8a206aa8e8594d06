package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.etcdrecovery.bench.process.ChildProcess;

/** A member of its own cluster, on free ports of loopback. Closing kills it. */
final class LocalServer implements Closeable {
    private static final Duration START = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;
    /** More than the largest corpus needs, so that no alarm is raised. */
    private static final long QUOTA = 8L << 30;

    private final Tools tools;
    private final String clientUrl;
    private final Process process;

    private LocalServer(Tools tools, String clientUrl, Process process) {
        this.tools = tools;
        this.clientUrl = clientUrl;
        this.process = process;
    }

    /** Returns a client URL with a port that was free a moment ago. */
    static String freeUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** Starts a server and returns when it is healthy. */
    static LocalServer start(Tools tools, Path dataDir, String clientUrl, List<String> flags) throws IOException {
        List<String> command = Stream.concat(Stream.of(tools.etcd().toString(), "--data-dir=" + dataDir,
                "--listen-client-urls=" + clientUrl, "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + freeUrl(), "--quota-backend-bytes=" + QUOTA), flags.stream()).toList();
        LocalServer server = new LocalServer(tools, clientUrl, new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
        try {
            server.awaitHealthy();
            return server;
        } catch (IOException e) {
            server.close();
            throw e;
        }
    }

    /** The address of a path of its gateway. */
    URI gateway(String path) {
        return URI.create(clientUrl + path);
    }

    private void awaitHealthy() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                ChildProcess.run(List.of(tools.etcdctl().toString(), "--endpoints=" + clientUrl, "endpoint", "health"));
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline || pause()) {
                    throw notYet;
                }
            }
        }
    }

    /** Waits briefly. Returns early, and true, if the server has ended. */
    private boolean pause() throws IOException {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
