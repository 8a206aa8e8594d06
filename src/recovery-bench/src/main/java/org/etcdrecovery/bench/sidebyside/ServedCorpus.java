package org.etcdrecovery.bench.sidebyside;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.bench.process.ChildProcess;
import org.etcdrecovery.bench.process.DirectoryTree;

/** A member that serves a corpus on loopback, from a data directory that etcdutl restores. */
final class ServedCorpus implements Contest.Environment {
    private static final Duration START = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 200;
    /** More than the largest corpus needs, so that no alarm is raised. */
    private static final long QUOTA = 8L << 30;

    private final Tools tools;
    private final Path corpus;
    private final Path directory;
    private final String clientUrl;
    private final String peerUrl;

    /**
     * @param corpus    the file
     * @param directory where to make the data directory; deleted afterwards
     * @throws IOException if there is no free port
     */
    ServedCorpus(Tools tools, Path corpus, Path directory) throws IOException {
        this.tools = tools;
        this.corpus = corpus;
        this.directory = directory;
        this.clientUrl = freeUrl();
        this.peerUrl = freeUrl();
    }

    private static String freeUrl() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    /** The client endpoint while the server is running. */
    String endpoint() {
        return clientUrl;
    }

    @Override
    public Closeable open() throws IOException {
        DirectoryTree.delete(directory);
        ChildProcess.run(List.of(tools.etcdutl().toString(), "snapshot", "restore", corpus.toString(), "--data-dir",
                directory.toString()));
        Process server = new ProcessBuilder(tools.etcd().toString(), "--data-dir=" + directory,
                "--listen-client-urls=" + clientUrl, "--advertise-client-urls=" + clientUrl,
                "--listen-peer-urls=" + peerUrl, "--quota-backend-bytes=" + QUOTA)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            awaitHealthy(server);
        } catch (IOException e) {
            close(server);
            throw e;
        }
        return () -> close(server);
    }

    private void awaitHealthy(Process server) throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try {
                ChildProcess.run(List.of(tools.etcdctl().toString(), "--endpoints=" + clientUrl, "endpoint", "health"));
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline || pause(server)) {
                    throw notYet;
                }
            }
        }
    }

    /** Waits briefly. Returns early, and true, if the server has ended. */
    private static boolean pause(Process server) throws IOException {
        try {
            return server.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private void close(Process server) throws IOException {
        server.destroyForcibly();
        server.onExit().join();
        DirectoryTree.delete(directory);
    }
}
