package org.etcdrecovery.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.etcdrecovery.core.cluster.connect.Endpoint;

/** What may be behind a port instead of a member: each kind of silence, excess and garbage, at each protocol level. */
public enum Hostility {
    /** Accepts the connection and sends nothing. */
    SILENCE(HostileConnection::hold),
    /** Closes at once. */
    CLOSING(_ -> {}),
    /** Resets at once. */
    RESET(HostileConnection::reset),
    /** Sends bytes that belong to no protocol. */
    GARBAGE(connection -> connection.send(new byte[4096]).hold()),
    /** Sends bytes that belong to no protocol, without end. */
    ENDLESS_GARBAGE(connection -> connection.endless("garbage ".getBytes(StandardCharsets.ISO_8859_1))),
    /** Answers like a web server. */
    WEB_SERVER(connection -> {
        connection.readRequest();
        connection.head(5, "Content-Type: text/html").send("hello").hold();
    }),
    /** HTTP/1.1: headers without a body. */
    NO_BODY(connection -> {
        connection.readRequest();
        connection.head(20, "Content-Type: application/json").hold();
    }),
    /** HTTP/1.1: headers byte by byte. */
    DRIPPING_HEADERS(connection -> {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nX: ").drip("x".getBytes(StandardCharsets.ISO_8859_1), 20);
    }),
    /** HTTP/1.1: a body byte by byte. */
    DRIPPING_BODY(connection -> {
        connection.readRequest();
        connection.head(-1).drip(" ".getBytes(StandardCharsets.ISO_8859_1), 20);
    }),
    /** HTTP/1.1: a body without end. */
    ENDLESS_BODY(connection -> {
        connection.readRequest();
        connection.head(-1).endless(new byte[64 << 10]);
    }),
    /** HTTP/1.1: headers without end. */
    ENDLESS_HEADERS(connection -> {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\n").endless("X: y\r\n".repeat(1000).getBytes(StandardCharsets.ISO_8859_1));
    }),
    /** HTTP/1.1: a body that ends early. */
    SHORT_BODY(connection -> {
        connection.readRequest();
        connection.head(20).send("{\"etcd").reset();
    }),
    /** HTTP/2: reads the preface and never answers. */
    NO_SETTINGS(connection -> {
        connection.read(24);
        connection.hold();
    }),
    /** HTTP/2: reads a request and never answers. */
    NO_HEADERS(connection -> {
        new HostileHttp2(connection).awaitRequest();
        connection.hold();
    }),
    /** gRPC: headers without a message. */
    NO_MESSAGE(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        http2.headers(http2.awaitRequest());
        connection.hold();
    }),
    /** gRPC: a message that arrives byte by byte. */
    DRIPPING_MESSAGE(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).data(stream, HostileHttp2.messageHead(false, 1000));
        while (true) {
            http2.data(stream, new byte[1]);
            pause();
        }
    }),
    /** gRPC: empty messages without end, to a unary call. */
    EMPTY_MESSAGES(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream);
        while (true) {
            http2.data(stream, HostileHttp2.messageHead(false, 0));
            pause();
        }
    }),
    /** gRPC: a message of the greatest length that can be stated. */
    CLAIM(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).data(stream, HostileHttp2.messageHead(false, Integer.MAX_VALUE));
        connection.hold();
    }),
    /** gRPC: a message that exceeds the flow control window. */
    BEYOND_THE_WINDOW(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).data(stream, HostileHttp2.messageHead(false, 1 << 30));
        while (true) {
            http2.data(stream, new byte[16_000]);
        }
    }),
    /** gRPC: a small compressed message that expands to a large one. */
    COMPRESSED(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        byte[] bomb = bomb();
        http2.headers(stream, "grpc-encoding", "gzip");
        http2.data(stream, HostileHttp2.messageHead(true, bomb.length));
        for (int at = 0; at < bomb.length; at += 16_000) {
            http2.data(stream, Arrays.copyOfRange(bomb, at, Math.min(bomb.length, at + 16_000)));
        }
        connection.hold();
    }),
    /** gRPC: a compressed message although the headers do not announce compression. */
    COMPRESSED_UNSAID(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).data(stream, HostileHttp2.messageHead(true, 3)).data(stream, new byte[3]);
        connection.hold();
    }),
    /** gRPC: bytes that cannot be parsed as the message. */
    NO_PROTOBUF(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        byte[] nonsense = {(byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x7F};
        http2.headers(stream).data(stream, HostileHttp2.messageHead(false, nonsense.length)).data(stream, nonsense);
        http2.trailers(stream, "grpc-status", "0");
        connection.hold();
    }),
    /** HTTP/2: another content type. */
    WRONG_CONTENT_TYPE(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.rawHeaders(stream, ":status", "200", "content-type", "text/html").data(stream, new byte[2000]);
        connection.hold();
    }),
    /** gRPC: an error with a text of ten megabytes. */
    LARGE_TRAILERS(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).trailers(stream, "grpc-status", "13", "grpc-message", "x".repeat(10_000_000));
        connection.hold();
    }),
    /** gRPC: an error with a text just below the limit on headers. */
    LONG_ERROR(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).trailers(stream, "grpc-status", "13", "grpc-message", "x".repeat(7_000));
        connection.hold();
    }),
    /** gRPC: a status code that does not exist. */
    UNKNOWN_STATUS(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).trailers(stream, "grpc-status", "99");
        connection.hold();
    }),
    /** HTTP/2: announces the end of the connection (GOAWAY). */
    GO_AWAY(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        http2.awaitRequest();
        http2.goAway(11);
        connection.hold();
    }),
    /** HTTP/2: resets each stream. */
    RESET_STREAM(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        while (true) {
            http2.resetStream(http2.awaitRequest(), 2);
        }
    }),
    /** HTTP/2: a TCP reset in the middle of a message. */
    RESET_WITHIN_A_MESSAGE(connection -> {
        HostileHttp2 http2 = new HostileHttp2(connection);
        int stream = http2.awaitRequest();
        http2.headers(stream).data(stream, HostileHttp2.messageHead(false, 1000)).data(stream, new byte[10]);
        connection.reset();
    }),
    /** TLS: never answers the handshake. */
    TLS_SILENCE(HostileConnection::hold, true),
    /** TLS: announces a handshake record of 16 KiB and sends zeros for it, byte by byte. */
    TLS_DRIPPING(connection -> {
        connection.send(new byte[]{0x16, 0x03, 0x03, 0x40, 0x00}).drip(new byte[1], 20);
    }, true),
    /** TLS: closes during the handshake. */
    TLS_CLOSING(_ -> {}, true),
    /** TLS: sends bytes that are not TLS, without end. */
    TLS_ENDLESS(connection -> connection.endless(new byte[64 << 10]), true);

    private static final int BOMB = 64 << 20;

    @SuppressWarnings("ImmutableEnumChecker") // The lambdas have no state.
    private final HostileServer.Script script;
    private final boolean tls;

    Hostility(HostileServer.Script script) {
        this(script, false);
    }

    Hostility(HostileServer.Script script, boolean tls) {
        this.script = script;
        this.tls = tls;
    }

    /** Starts a server of this kind. */
    public HostileServer start() throws IOException {
        return HostileServer.start(script);
    }

    /** Starts a server of this kind on a port. */
    public HostileServer startAt(int port) throws IOException {
        return HostileServer.startAt(port, script);
    }

    /** The endpoint at which a client meets this behaviour. */
    public Endpoint endpoint(HostileServer server) {
        return tls ? server.tlsEndpoint() : server.endpoint();
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(20);
    }

    private static byte[] bomb() {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < BOMB; i += zeros.length) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return compressed.toByteArray();
    }
}
