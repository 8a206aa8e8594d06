package org.etcdrecovery.core.cluster.save;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.etcdrecovery.core.cluster.connect.CallFailedException;
import org.etcdrecovery.core.cluster.connect.Failure;
import org.etcdrecovery.core.cluster.connect.Failure.Cause;
import org.etcdrecovery.core.cluster.connect.MemberClient;
import org.etcdrecovery.core.cluster.save.ChunkMarshaller.Chunk;
import org.etcdrecovery.core.cluster.wire.MaintenanceGrpc;
import org.etcdrecovery.core.cluster.wire.SnapshotRequest;
import org.etcdrecovery.core.cluster.wire.SnapshotResponse;
import org.etcdrecovery.core.progress.Work;
import org.jspecify.annotations.Nullable;

/**
 * Receives a snapshot into a file, on two threads: gRPC's thread receives the messages, hashes and writes, and the
 * caller's thread watches. There is no deadline for the whole, because its size and the network decide how long it
 * takes, but it must keep moving.
 */
final class SnapshotStream extends ClientCall.Listener<Chunk> {
    /** How many messages to request ahead: 256 KiB of etcd's, 8 MiB of the largest that are accepted. */
    private static final int AHEAD = 8;
    /** How often the watching thread checks, in milliseconds. */
    private static final long PULSE = 50;

    private final ClientCall<SnapshotRequest, Chunk> call;
    private final MemberClient client;
    private final PartFile file;
    private final ReceiveBuffer received = new ReceiveBuffer();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long arrived;
    private volatile long written;
    private volatile boolean writing;
    private volatile @Nullable IOException broken;
    private volatile Status end = Status.OK;
    private String version = "";
    /** Bytes of the image according to the first message; negative before that. */
    private long announced = -1;
    private long remaining = -1;
    private int sinceRequest;

    SnapshotStream(MemberClient client, PartFile file) {
        this.client = client;
        this.file = file;
        MethodDescriptor<SnapshotRequest, SnapshotResponse> generated = MaintenanceGrpc.getSnapshotMethod();
        this.call = client.stream(MethodDescriptor.<SnapshotRequest, Chunk>newBuilder()
                .setType(generated.getType())
                .setFullMethodName(generated.getFullMethodName())
                .setRequestMarshaller(ProtoUtils.marshaller(SnapshotRequest.getDefaultInstance()))
                .setResponseMarshaller(new ChunkMarshaller(received))
                .build(), ReceiveBuffer.MESSAGE_LIMIT);
    }

    /**
     * Receives everything, and returns once the member has closed the stream properly.
     *
     * @param stall the stream fails if less than {@link StallWindow#MINIMUM} bytes arrive in such a period
     * @throws CallFailedException   if the stream fails, stalls, ends early, or exceeds what the member announced
     * @throws IOException           if the file cannot be written
     * @throws CancellationException if the work is cancelled
     */
    ImageDigest receive(Duration stall, Work work) throws IOException {
        call.start(this, new Metadata());
        call.request(AHEAD);
        call.sendMessage(SnapshotRequest.getDefaultInstance());
        call.halfClose();
        try {
            watch(stall, work);
        } finally {
            // Has no effect after the end; before it, makes sure that nothing is written once this returns.
            call.cancel("no longer wanted", null);
            awaitEnd();
        }
        check();
        return received.digest();
    }

    private void watch(Duration stall, Work work) throws CallFailedException {
        StallWindow window = new StallWindow(stall, System.nanoTime());
        long reported = 0;
        while (!endsWithin(PULSE)) {
            long now = written;
            work.advance(now - reported);
            reported = now;
            if (writing) {
                // The disk is slow, not the member.
                window.restart(arrived, System.nanoTime());
            } else if (window.isStalled(arrived, System.nanoTime())) {
                throw new CallFailedException(stalled(stall));
            }
        }
        work.advance(written - reported);
    }

    private boolean endsWithin(long milliseconds) {
        try {
            return ended.await(milliseconds, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private void awaitEnd() {
        boolean interrupted = Thread.interrupted();
        while (ended.getCount() > 0) {
            try {
                ended.await();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() throws IOException {
        if (broken != null) {
            throw broken;
        }
        if (!end.isOk()) {
            // gRPC wraps what the marshaller throws.
            Throwable reason = end.getCause() instanceof StatusRuntimeException unreadable
                    ? unreadable
                    : end.asRuntimeException();
            throw new CallFailedException(cut(client.failureOf(reason)));
        }
        if (remaining != 0) {
            throw new CallFailedException(new Failure(Cause.CUT_SHORT,
                    "The member ended the snapshot after " + written + " bytes, " + Math.max(0, remaining)
                            + " before its end.",
                    "Try again, or save it from another member.", ""));
        }
    }

    /** Adds to the failure how much had arrived, if the stream had begun. */
    private Failure cut(Failure failure) {
        return remaining < 0
                ? failure
                : new Failure(failure.cause(), failure.what() + " The snapshot is incomplete: " + written
                        + " bytes had arrived.", failure.advice(), failure.detail());
    }

    private Failure stalled(Duration stall) {
        return new Failure(Cause.STALLED,
                "Less than " + (StallWindow.MINIMUM >> 10) + " KiB of the snapshot arrived from " + client.endpoint()
                        + " within " + Failure.seconds(stall) + ", after " + arrived + " bytes in all.",
                "The member hangs or the network is stuck. Try again, or save it from another member.", "");
    }

    /** The storage version that the stream stated; empty if it stated none. */
    String version() {
        return version;
    }

    @Override
    public void onMessage(Chunk chunk) {
        remaining = chunk.remaining();
        if (announced < 0) {
            announced = Math.max(0, remaining + chunk.blob());
        }
        arrived = received.digest().total();
        if (arrived > announced + ImageDigest.LENGTH) {
            breakOff(new CallFailedException(beyond()));
        }
        if (!chunk.version().isEmpty()) {
            version = chunk.version();
        }
        if (received.isEnough()) {
            write();
        }
        if (++sinceRequest == AHEAD / 2) {
            sinceRequest = 0;
            call.request(AHEAD / 2);
        }
    }

    private void write() {
        ByteBuffer bytes = received.drain();
        if (broken != null) {
            return;
        }
        writing = true;
        try {
            file.write(bytes);
            written = arrived;
        } catch (IOException e) {
            breakOff(e);
        } finally {
            writing = false;
        }
    }

    /** Drops everything that arrives after this. */
    private void breakOff(IOException reason) {
        if (broken == null) {
            broken = reason;
            call.cancel("broken off", reason);
        }
    }

    private Failure beyond() {
        return new Failure(Cause.TOO_LARGE,
                client.endpoint() + " announced a snapshot of " + announced + " bytes and sends more.",
                "etcd never does this. Check host and port, or save the snapshot from another member.", "");
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        if (status.isOk()) {
            write();
        }
        end = status;
        ended.countDown();
    }
}
