package org.etcdrecovery.core.cluster.connect;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A socket that reads what the other side has to say. Its writes never fail, so that what the other side sent before it
 * closed the connection can still be read. All its reads share one deadline, which starts with the first read: with a
 * separate timeout for each, a server that sends byte by byte could hold the connection for ever.
 */
final class DiagnosticSocket extends Socket {
    private final Duration patience;
    private long end;

    DiagnosticSocket(Duration patience) {
        this.patience = patience;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(byte[] bytes, int offset, int length) {
                try {
                    out.write(bytes, offset, length);
                } catch (IOException closed) {
                    // The next read reports it.
                }
            }
        };
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(remaining());
                return super.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                setSoTimeout(remaining());
                return super.read(bytes, offset, length);
            }
        };
    }

    /** The time left, in milliseconds; at least one, because zero would mean no timeout. */
    private int remaining() throws SocketTimeoutException {
        if (end == 0) {
            end = System.nanoTime() + patience.toNanos();
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException("no more time");
        }
        return Math.toIntExact(left);
    }
}
