package org.etcdrecovery.core.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The server's side of one connection, for HTTP/1.1 and raw bytes. */
public final class HostileConnection {
    private final Socket socket;

    HostileConnection(Socket socket) {
        this.socket = socket;
    }

    /** Sends bytes. */
    public HostileConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends text, each character as a byte. */
    public HostileConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends bytes one at a time, again and again, until the client goes away. */
    public void drip(byte[] bytes, long pauseMillis) throws IOException, InterruptedException {
        for (int i = 0;; i = (i + 1) % bytes.length) {
            socket.getOutputStream().write(bytes[i]);
            Thread.sleep(pauseMillis);
        }
    }

    /** Sends bytes as fast as the client takes them, until it goes away. */
    public void endless(byte[] bytes) throws IOException {
        while (true) {
            socket.getOutputStream().write(bytes);
        }
    }

    /** Sends nothing until the client goes away. */
    public void hold() throws IOException {
        while (socket.getInputStream().read() >= 0) {
            // Ignores what the client sends.
        }
    }

    /** Ends the connection with a TCP reset. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Reads the head of an HTTP/1.1 request and returns its path. */
    public String readRequest() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            head.write(readByte());
        }
        return head.toString(StandardCharsets.ISO_8859_1).split(" ", 3)[1];
    }

    /** Sends the head of an HTTP 200 answer; without a Content-Length if the length is negative. */
    public HostileConnection head(long length, String... headers) throws IOException {
        String lines = String.join("\r\n", headers);
        return send("HTTP/1.1 200 OK\r\n" + (length < 0 ? "" : "Content-Length: " + length + "\r\n") + lines
                + (lines.isEmpty() ? "" : "\r\n") + "\r\n");
    }

    /** Reads the given number of bytes. */
    public byte[] read(int count) throws IOException {
        byte[] bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    private int readByte() throws IOException {
        return read(1)[0];
    }
}
