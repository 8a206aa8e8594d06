package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Connects to an endpoint once more, without gRPC, if the failure of a call does not show its cause.
 *
 * @param endpoint the endpoint of the failed call
 * @param route    the port of 127.0.0.1 that leads there; empty if it is reached directly
 * @param routes   tells what is in the way
 * @param tls      the TLS settings for it; {@code null} for an endpoint without TLS
 * @param timeout  how long a connection may take to be established, and then how long it may last
 */
record FailureDiagnoser(Endpoint endpoint, OptionalInt route, Routes routes, @Nullable Tls tls,
        Duration timeout) {
    /** What an HTTP/2 client sends first: the preface and an empty SETTINGS frame (RFC 9113, 3.4). */
    private static final byte[] HTTP_2_GREETING = ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int FRAME_HEADER = 9;
    private static final int TYPE_OFFSET = 3;
    private static final byte SETTINGS = 4;

    /**
     * Finds the cause of a failed call; returns the failure itself if that already shows it.
     *
     * @param connected whether the call had a connection
     */
    Failure diagnose(Failure failure, boolean connected) {
        if (endpoint.isSocket()) {
            // A socket on this host loses no packets.
            return failure;
        }
        return switch (failure.cause()) {
            case NO_ANSWER -> connected ? failure : inTheWay().orElseGet(() -> atSilence(failure));
            case CONNECTION_LOST -> inTheWay().orElseGet(() -> atLostConnection(failure));
            default -> failure;
        };
    }

    private Optional<Failure> inTheWay() {
        return route.isPresent() ? routes.obstacle(endpoint, timeout) : Optional.empty();
    }

    /**
     * The time for an answer ended before there was a connection. Either no connection is possible, or something
     * accepts it and stays silent. The former may be a live member that cannot be seen from here, the latter is not.
     */
    private Failure atSilence(Failure silence) {
        try {
            connect().close();
            return silence;
        } catch (IOException e) {
            return Failures.of(e, endpoint);
        }
    }

    /**
     * A connection ended without an answer. etcd closes it if it reads another protocol than it expects, so the
     * protocol of the other scheme is tried. In TLS 1.3 a server refuses a client certificate only after the handshake
     * has ended for the client, and the client's first bytes may break the connection before it reads the refusal. So
     * the handshake is repeated, and only the server's reply is read.
     */
    private Failure atLostConnection(Failure lost) {
        try {
            if (tls == null) {
                return speaksTls() ? Failures.tlsExpected(endpoint, lost.detail()) : lost;
            }
            return speaksPlain() ? Failures.plainExpected(endpoint, lost.detail()) : refusal(tls, lost);
        } catch (IOException | GeneralSecurityException e) {
            return lost;
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new DiagnosticSocket(timeout);
        try {
            socket.connect(route.isPresent()
                    ? new InetSocketAddress(InetAddress.getLoopbackAddress(), route.getAsInt())
                    : new InetSocketAddress(endpoint.host(), endpoint.port()),
                    Math.toIntExact(timeout.toMillis()));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private SSLSocket connect(SSLContext context) throws IOException {
        return (SSLSocket) context.getSocketFactory().createSocket(connect(), endpoint.host(), endpoint.port(), true);
    }

    private boolean speaksPlain() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(HTTP_2_GREETING);
            byte[] answer = socket.getInputStream().readNBytes(FRAME_HEADER);
            return answer.length == FRAME_HEADER && answer[TYPE_OFFSET] == SETTINGS;
        }
    }

    private boolean speaksTls() throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new TrustAllManager()}, null);
        try (SSLSocket socket = connect(context)) {
            socket.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            // An alert is TLS, too, for instance because a client certificate is required.
            return String.valueOf(e.getMessage()).contains("alert");
        }
    }

    private Failure refusal(Tls ours, Failure lost) throws IOException {
        try (SSLSocket socket = connect(ours.forHttp())) {
            socket.startHandshake();
            // Reads what the server sends next, which is the alert and not data.
            socket.getInputStream().readNBytes(1);
            return lost;
        } catch (SSLException e) {
            Failure failure = Failures.of(e, endpoint);
            return switch (failure.cause()) {
                case CLIENT_CERTIFICATE_REQUIRED, CLIENT_CERTIFICATE_REFUSED -> failure;
                default -> lost;
            };
        }
    }
}
