package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at an endpoint once more, with a plain connection, where the failure of a call leaves open what is behind it.
 *
 * @param endpoint where
 * @param tls      what TLS connections to it are made with; {@code null} for an endpoint without
 * @param timeout  how long a connection may take to come up, and then how long it may last
 */
record FailureDiagnoser(Endpoint endpoint, @Nullable Tls tls, Duration timeout) {
    /** What an HTTP/2 client says first: the preface and an empty SETTINGS frame (RFC 9113, 3.4). */
    private static final byte[] HTTP_2_GREETING = ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int FRAME_HEADER = 9;
    private static final int TYPE_OFFSET = 3;
    private static final byte SETTINGS = 4;

    /**
     * What is behind the failure of a call: the failure itself where that is clear.
     *
     * @param connected whether there was a connection
     */
    Failure diagnose(Failure failure, boolean connected) {
        if (endpoint.isSocket()) {
            // No packet is lost on the way to a socket of this host.
            return failure;
        }
        return switch (failure.cause()) {
            case NO_ANSWER -> connected ? failure : atSilence(failure);
            case CONNECTION_LOST -> atLostConnection(failure);
            default -> failure;
        };
    }

    /**
     * The time for an answer ended before there was a connection: is there none to be had, or does something accept it
     * and keep silent? The one may be a living member that cannot be seen from here, the other is not.
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
     * A connection ended without a word. etcd does that when it reads the other protocol than the one of the endpoint's
     * scheme, so that one is tried. And in TLS 1.3 a server refuses a client certificate only after the handshake has
     * ended for the client, whose first words may break the connection before the refusal is read; so the handshake is
     * made again with an eye on nothing but what is said in return.
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
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()),
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
            // An alert is an answer in TLS, too; for instance that a client certificate is wanted.
            return String.valueOf(e.getMessage()).contains("alert");
        }
    }

    private Failure refusal(Tls ours, Failure lost) throws IOException {
        try (SSLSocket socket = connect(ours.forHttp())) {
            socket.startHandshake();
            // Brings what the server says next, which is no data but the alert.
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
