package org.etcdrecovery.core.cluster.save;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import java.io.IOException;
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
 * Receives a snapshot into a file, on two threads: gRPC's takes the messages, hashes and writes; the caller's watches.
 * There is no deadline for the whole, because nobody knows how long it takes, but one for silence.
 */
final class SnapshotStream extends ClientCall.Listener<Chunk> {
    /** How many messages may be under way; the window of the connection limits their bytes. */
    private static final int AHEAD = 256;
    /** How often the watching thread looks, in milliseconds. */
    private static final long PULSE = 50;
    private static final int MESSAGE_LIMIT = 16 << 20;

    private final ClientCall<SnapshotRequest, Chunk> call;
    private final MemberClient client;
    private final PartFile file;
    private final Received received = new Received();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile long written;
    private volatile long lastNews = System.nanoTime();
    private volatile @Nullable IOException broken;
    private volatile Status end = Status.OK;
    private String version = "";
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
                .build(), MESSAGE_LIMIT);
    }

    /**
     * Receives everything, and returns when the member has closed the stream in good order.
     *
     * @param stall how long nothing may arrive
     * @throws CallFailedException   when the stream fails, stalls, or ends early
     * @throws IOException           when the file cannot be written
     * @throws CancellationException when the work says so
     */
    ImageDigest receive(Duration stall, Work work) throws IOException {
        call.start(this, new Metadata());
        call.request(AHEAD);
        call.sendMessage(SnapshotRequest.getDefaultInstance());
        call.halfClose();
        try {
            watch(stall, work);
        } finally {
            // Harmless after the end; otherwise the file must not be written to any more when this returns.
            call.cancel("no longer wanted", null);
            awaitEnd();
        }
        check();
        return received.digest();
    }

    private void watch(Duration stall, Work work) throws CallFailedException {
        long reported = 0;
        while (!endsWithin(PULSE)) {
            long now = written;
            work.advance(now - reported);
            reported = now;
            if (System.nanoTime() - lastNews > stall.toNanos()) {
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
            throw new CallFailedException(cut(client.failureOf(end.asRuntimeException())));
        }
        if (remaining != 0) {
            throw new CallFailedException(new Failure(Cause.CUT_SHORT,
                    "The member ended the snapshot after " + written + " bytes, " + Math.max(0, remaining)
                            + " before its end.",
                    "Try again, or take it from another member.", ""));
        }
    }

    /** A stream that had begun and then broke is told as such; what broke it stays the cause. */
    private Failure cut(Failure failure) {
        return remaining < 0
                ? failure
                : new Failure(failure.cause(), failure.what() + " The snapshot is incomplete: " + written
                        + " bytes had arrived.", failure.advice(), failure.detail());
    }

    private Failure stalled(Duration stall) {
        return new Failure(Cause.STALLED,
                "Nothing has arrived from " + client.endpoint() + " for " + stall.toSeconds() + " seconds, after "
                        + written + " bytes.",
                "The member hangs or the network stands still. Try again, or take it from another member.", "");
    }

    /** The storage version that the stream stated; empty when it stated none. */
    String version() {
        return version;
    }

    @Override
    public void onMessage(Chunk chunk) {
        lastNews = System.nanoTime();
        remaining = chunk.remaining();
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
        if (broken != null) {
            return;
        }
        try {
            file.write(received.drain());
            written = received.digest().total();
            lastNews = System.nanoTime();
        } catch (IOException e) {
            broken = e;
            call.cancel("the file cannot be written", e);
        }
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
