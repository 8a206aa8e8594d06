package org.etcdrecovery.core.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.etcdrecovery.core.cluster.connect.Endpoint;

/** A server on loopback that runs a script on each connection, which controls every byte. */
public final class HostileServer implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** Serves one connection, which is closed when the script ends. */
    @FunctionalInterface
    public interface Script {
        /** Serves a connection. An exception ends only this connection. */
        void serve(HostileConnection connection) throws IOException, InterruptedException;
    }

    private HostileServer(ServerSocket server, Script script) {
        this.server = server;
        this.script = script;
    }

    /** Starts a server on a free port. */
    public static HostileServer start(Script script) throws IOException {
        return startAt(0, script);
    }

    /** Starts a server on a port; 0 selects a free one. */
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
                // Closed, or the client has gone already.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new HostileConnection(socket));
        } catch (IOException | InterruptedException e) {
            // The client has closed the connection, as the tests expect.
        } finally {
            open.remove(socket);
        }
    }

    /** Its endpoint, without TLS. */
    public Endpoint endpoint() {
        return new Endpoint("127.0.0.1", server.getLocalPort(), false);
    }

    /** The same endpoint for a client that uses TLS. */
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
