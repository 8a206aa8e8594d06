package org.etcdrecovery.core.cluster.connect;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;

/**
 * Finds out whether a connection fails because the endpoint's scheme is the wrong one. etcd closes a connection on
 * which it reads the other protocol without a word, which looks like a member that stopped; so the other one is tried.
 */
final class OtherProtocol {
    /** What an HTTP/2 client says first: the preface and an empty SETTINGS frame (RFC 9113, 3.4). */
    private static final byte[] HTTP_2_GREETING = ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\4\0\0\0\0\0")
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int FRAME_HEADER = 9;
    private static final int TYPE_OFFSET = 3;
    private static final byte SETTINGS = 4;

    private OtherProtocol() {}

    /** The failure of a connection that ended without a word, or that it was the wrong protocol. */
    static Failure explain(Failure lost, Endpoint endpoint, Duration timeout) {
        if (lost.cause() != Cause.CONNECTION_LOST) {
            return lost;
        }
        try (Socket socket = new Socket()) {
            int milliseconds = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), milliseconds);
            socket.setSoTimeout(milliseconds);
            if (endpoint.tls()) {
                return speaksPlain(socket) ? Failures.plainExpected(endpoint, lost.detail()) : lost;
            }
            return speaksTls(socket, endpoint) ? Failures.tlsExpected(endpoint, lost.detail()) : lost;
        } catch (IOException | GeneralSecurityException e) {
            return lost;
        }
    }

    private static boolean speaksPlain(Socket socket) throws IOException {
        socket.getOutputStream().write(HTTP_2_GREETING);
        byte[] answer = socket.getInputStream().readNBytes(FRAME_HEADER);
        return answer.length == FRAME_HEADER && answer[TYPE_OFFSET] == SETTINGS;
    }

    private static boolean speaksTls(Socket socket, Endpoint endpoint) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[]{new AnyCertificate()}, null);
        try (SSLSocket tls = (SSLSocket) context.getSocketFactory()
                .createSocket(socket, endpoint.host(), endpoint.port(), true)) {
            tls.startHandshake();
            return true;
        } catch (SSLHandshakeException e) {
            // An alert is an answer in TLS, too; for instance that a client certificate is wanted.
            return String.valueOf(e.getMessage()).contains("alert");
        }
    }
}
