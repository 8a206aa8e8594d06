package org.etcdrecovery.core.testing;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One call to a {@link HostileMember}. */
public final class HostileCall {
    static final MethodDescriptor.Marshaller<byte[]> BYTES = new Bytes();

    private final ServerCall<byte[], byte[]> call;
    private final CountDownLatch gone = new CountDownLatch(1);
    private byte[] request = {};
    private boolean begun;
    private boolean over;

    HostileCall(ServerCall<byte[], byte[]> call) {
        this.call = call;
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A listener that answers as soon as the request is complete. */
    ServerCall.Listener<byte[]> listener(Runnable answer) {
        return new ServerCall.Listener<>() {
            @Override
            public void onMessage(byte[] message) {
                request = message;
                Thread.ofVirtual().start(answer);
            }

            @Override
            public void onReady() {
                wake(false);
            }

            @Override
            public void onCancel() {
                wake(true);
            }
        };
    }

    private synchronized void wake(boolean cancelled) {
        if (cancelled) {
            over = true;
            gone.countDown();
        }
        notifyAll();
    }

    /** The bytes of the request. */
    public byte[] request() {
        return request.clone();
    }

    /** Sends the headers of the answer. */
    public synchronized void headers() {
        if (!begun && !over) {
            begun = true;
            call.sendHeaders(new Metadata());
        }
    }

    /**
     * Sends a message as soon as the client accepts one.
     *
     * @return whether the client still listens
     */
    public synchronized boolean message(byte[] bytes) throws InterruptedException {
        headers();
        while (!over && !call.isReady()) {
            wait();
        }
        if (!over) {
            call.sendMessage(bytes);
        }
        return !over;
    }

    /** Waits up to the given time, and returns whether the client has gone. */
    public boolean isOverWithin(long milliseconds) throws InterruptedException {
        return gone.await(milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Ends the answer. */
    public synchronized void end(Status status, Metadata trailers) {
        headers();
        if (!over) {
            over = true;
            call.close(status, trailers);
        }
    }
}
