package org.etcdrecovery.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The server's side of HTTP/2, frame by frame, for answers that no library sends. It ignores flow control: use
 * {@link HostileMember} for a valid endless stream. Source: RFC 9113; headers are literals without indexing (RFC 7541).
 */
public final class HostileHttp2 {
    private static final int PREFACE = 24;
    private static final int FRAME_HEADER = 9;
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int ACK = 1;
    private static final int END_HEADERS = 4;
    private static final int FRAME = 16_000;
    private static final int INT_7_BITS = 127;

    private final HostileConnection connection;

    /** Reads the client's preface and answers it. */
    public HostileHttp2(HostileConnection connection) throws IOException {
        this.connection = connection;
        connection.read(PREFACE);
        frame(SETTINGS, 0, 0, new byte[0]);
    }

    /** Reads up to the end of the next request and returns the number of its stream. */
    public int awaitRequest() throws IOException {
        while (true) {
            ByteBuffer header = ByteBuffer.wrap(connection.read(FRAME_HEADER));
            int lengthAndType = header.getInt();
            int flags = header.get();
            int stream = header.getInt();
            connection.read(lengthAndType >>> 8);
            int type = lengthAndType & 0xFF;
            if (type == SETTINGS && (flags & ACK) == 0) {
                frame(SETTINGS, ACK, 0, new byte[0]);
            }
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                return stream;
            }
        }
    }

    /** Sends the headers of a valid gRPC answer, and more headers given as name, value, name, value. */
    public HostileHttp2 headers(int stream, String... more) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        literal(":status", "200", block);
        literal("content-type", "application/grpc", block);
        pairs(more, block);
        return headerFrames(stream, 0, block.toByteArray());
    }

    /** Sends exactly the given headers. */
    public HostileHttp2 rawHeaders(int stream, String... pairs) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        pairs(pairs, block);
        return headerFrames(stream, 0, block.toByteArray());
    }

    /** Sends the trailers, which end the answer. */
    public HostileHttp2 trailers(int stream, String... pairs) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        pairs(pairs, block);
        return headerFrames(stream, END_STREAM, block.toByteArray());
    }

    /** Sends bytes of the body. */
    public HostileHttp2 data(int stream, byte[] bytes) throws IOException {
        return frame(DATA, 0, stream, bytes);
    }

    /** The head of a gRPC message: whether it is compressed, and its stated length. */
    public static byte[] messageHead(boolean compressed, int length) {
        return ByteBuffer.allocate(1 + Integer.BYTES).put((byte) (compressed ? 1 : 0)).putInt(length).array();
    }

    /** Resets one stream with an error code: 2 is an internal error, 7 a refused stream, 11 "enhance your calm". */
    public HostileHttp2 resetStream(int stream, int code) throws IOException {
        return frame(RST_STREAM, 0, stream, ByteBuffer.allocate(Integer.BYTES).putInt(code).array());
    }

    /** Announces that the connection ends and that no stream was processed. */
    public HostileHttp2 goAway(int code) throws IOException {
        return frame(GOAWAY, 0, 0, ByteBuffer.allocate(2 * Integer.BYTES).putInt(0).putInt(code).array());
    }

    private HostileHttp2 headerFrames(int stream, int flags, byte[] block) throws IOException {
        for (int at = 0; at == 0 || at < block.length; at += FRAME) {
            byte[] part = new byte[Math.min(FRAME, block.length - at)];
            System.arraycopy(block, at, part, 0, part.length);
            int ends = at + part.length == block.length ? END_HEADERS : 0;
            frame(at == 0 ? HEADERS : CONTINUATION, at == 0 ? flags | ends : ends, stream, part);
        }
        return this;
    }

    private HostileHttp2 frame(int type, int flags, int stream, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + payload.length);
        frame.putInt((payload.length << 8) | type).put((byte) flags).putInt(stream).put(payload);
        connection.send(frame.array());
        return this;
    }

    private static void pairs(String[] pairs, ByteArrayOutputStream block) {
        for (int i = 0; i < pairs.length; i += 2) {
            literal(pairs[i], pairs[i + 1], block);
        }
    }

    private static void literal(String name, String value, ByteArrayOutputStream block) {
        block.write(0);
        string(name, block);
        string(value, block);
    }

    private static void string(String text, ByteArrayOutputStream block) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (bytes.length < INT_7_BITS) {
            block.write(bytes.length);
        } else {
            block.write(INT_7_BITS);
            int rest = bytes.length - INT_7_BITS;
            for (; rest > INT_7_BITS; rest >>>= 7) {
                block.write((rest & INT_7_BITS) | 0x80);
            }
            block.write(rest);
        }
        block.writeBytes(bytes);
    }
}
