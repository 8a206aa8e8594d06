package org.etcdrecovery.core.store.objects;

import java.io.IOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.etcdrecovery.core.files.ScratchDirectory;
import org.etcdrecovery.core.files.ScratchFile;
import org.etcdrecovery.core.progress.Progress;
import org.etcdrecovery.core.progress.Stage;
import org.etcdrecovery.core.progress.Work;
import org.etcdrecovery.core.store.objects.ObjectStore.Fetched;
import org.etcdrecovery.core.store.objects.StoreException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Fetches an object into scratch. A connection that breaks is opened again where it broke, as long as the object still has
 * the tag that it had at the beginning: without a tag nothing proves that both parts belong together.
 */
final class Download {
    /** How often in a row a connection may break before any byte arrives. */
    private static final int ATTEMPTS = 4;
    private static final int BLOCK = 128 << 10;
    /** Larger than any etcd database, and than the disk that would hold it. */
    private static final long LARGEST = 1L << 40;

    private final ReadableObject object;
    private final Duration stall;
    private final Duration pause;
    private final MessageDigest digest = Digests.sha256();
    private long done;
    private OptionalLong size = OptionalLong.empty();
    private Optional<String> etag = Optional.empty();
    private @Nullable ScratchFile file;

    /** @param pause how long to wait before a broken connection is opened again; doubles each time */
    Download(ReadableObject object, Duration stall, Duration pause) {
        this.object = object;
        this.stall = stall;
        this.pause = pause;
    }

    /**
     * Fetches the whole object.
     *
     * @param name the name of the copy in the directory
     * @throws StoreException                                if it does not arrive completely
     * @throws org.etcdrecovery.core.files.ScratchException  if there is no room for it
     * @throws CancellationException                         if the progress is cancelled
     */
    Fetched into(ScratchDirectory directory, String name, Progress progress) throws IOException {
        ObjectStream first = begin(progress);
        try (Work work = progress.begin(Stage.FETCH, object.shown(), size.orElse(-1));
                ScratchFile scratch = directory.create(name, size.orElse(0))) {
            file = scratch;
            receive(first, work);
            return new Fetched(scratch.path(), done, HexFormat.of().formatHex(digest.digest()));
        } finally {
            first.close();
        }
    }

    private ObjectStream begin(Progress progress) throws IOException {
        try (Work work = progress.begin(Stage.STORE, object.shown(), -1)) {
            ObjectStream first = opened(work);
            size = first.size();
            etag = first.etag();
            if (size.orElse(0) > LARGEST) {
                first.close();
                throw new StoreException(Reason.TOO_LARGE,
                        object.shown() + " has " + size.getAsLong() + " bytes, more than any etcd database");
            }
            return first;
        }
    }

    /** Nothing has arrived yet, so any answer will do. */
    private ObjectStream opened(Work work) throws IOException {
        for (int failures = 0;;) {
            Duration wait = failures == 0 ? Duration.ZERO : pauseAfter(failures);
            try {
                return new Watched(work, stall.plus(wait), object.shown()).run(() -> {
                    Thread.sleep(wait);
                    return object.open(0, Optional.empty());
                });
            } catch (BrokenConnectionException e) {
                failures++;
                if (failures == ATTEMPTS) {
                    throw cutShort(e);
                }
            }
        }
    }

    private void receive(ObjectStream first, Work work) throws IOException {
        Optional<ObjectStream> open = Optional.of(first);
        int failures = 0;
        while (true) {
            long before = done;
            try (ObjectStream stream = open.isPresent() ? open.get() : again(failures, work)) {
                open = Optional.empty();
                read(stream, work);
                return;
            } catch (BrokenConnectionException e) {
                open = Optional.empty();
                failures = done > before ? 1 : failures + 1;
                if (failures >= ATTEMPTS || etag.isEmpty()) {
                    throw cutShort(e);
                }
            }
        }
    }

    private StoreException cutShort(BrokenConnectionException cause) {
        return new StoreException(Reason.CUT_SHORT, object.shown() + ": the transfer broke off after " + done
                + (size.isPresent() ? " of " + size.getAsLong() : "") + " bytes; try again", cause);
    }

    private Duration pauseAfter(int failures) {
        return pause.multipliedBy(1L << (failures - 1));
    }

    private ObjectStream again(int failures, Work work) throws IOException {
        Duration wait = pauseAfter(failures);
        return new Watched(work, stall.plus(wait), object.shown()).run(() -> {
            Thread.sleep(wait);
            ObjectStream stream = object.open(done, etag);
            if (stream.from() != done || !stream.etag().equals(etag)) {
                stream.close();
                throw new StoreException(Reason.CHANGED,
                        object.shown() + " changed while it was read, so what had arrived is worthless; try again");
            }
            return stream;
        });
    }

    private void read(ObjectStream stream, Work work) throws IOException {
        Watched watched = new Watched(work, stall, object.shown());
        watched.run(() -> {
            byte[] block = new byte[BLOCK];
            for (int count = next(stream, block); count >= 0; count = next(stream, block)) {
                take(block, count);
                watched.moved(count);
            }
            return done;
        });
        if (size.isPresent() && done < size.getAsLong()) {
            throw new BrokenConnectionException(new IOException("ended early"));
        }
    }

    private static int next(ObjectStream stream, byte[] block) throws BrokenConnectionException {
        try {
            return stream.bytes().read(block);
        } catch (IOException e) {
            throw new BrokenConnectionException(e);
        }
    }

    private void take(byte[] block, int count) throws IOException {
        if (done + count > size.orElse(LARGEST)) {
            throw new StoreException(Reason.TOO_LARGE, object.shown() + ": more arrives than the store announced, "
                    + size.orElse(LARGEST) + " bytes");
        }
        digest.update(block, 0, count);
        if (file != null) {
            file.write(block, 0, count);
        }
        done += count;
    }
}
