package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.etcdrecovery.core.cluster.connect.Endpoint;

/** A server on loopback that does with each connection what a script says, byte by byte where that is wanted. */
public final class HostileServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** What happens on one connection; it is closed when the script ends. */
    @FunctionalInterface
    public interface Script {
        /** Serves; exceptions end the connection and nothing else. */
        void serve(HostileConnection connection) throws IOException, InterruptedException;
    }

    private HostileServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** A server on a free port. */
    public static HostileServer start(Script script) throws IOException {
        return startAt(0, script);
    }

    /** A server on a port; 0 for a free one. */
    public static HostileServer startAt(int port, Script script) throws IOException {
        HostileServer started = new HostileServer(new ServerSocket(port, 50, InetAddress.getLoopbackAddress()),
                script);
        Thread.ofVirtual().start(started::acceptAll);
        return started;
    }

    private void acceptAll() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                // Closed, or the client is gone already.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new HostileConnection(socket));
        } catch (IOException | InterruptedException e) {
            // The client has had enough, which is what the tests wait for.
        } finally {
            open.remove(socket);
        }
    }

    /** Where it listens, without TLS. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort(), false);
    }

    /** The same place, for a client that is to expect TLS. */
    public Endpoint tlsEndpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort(), true);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
